import { coefficientCount, frequencyCount, melBandCount, sampleRate, windowSamples } from './constants'

/**
 * Hann window and discrete Fourier transform as one matrix: its first columns give the real parts, the others the imaginary parts.
 * @returns shape [windowSamples, 2 · frequencyCount], row-major
 */
export function windowedFourierMatrix(): Float32Array {
  const columns = 2 * frequencyCount
  const matrix = new Float32Array(windowSamples * columns)
  for (let sample = 0; sample < windowSamples; sample += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * sample) / windowSamples)
    for (let frequency = 0; frequency < frequencyCount; frequency += 1) {
      const angle = (2 * Math.PI * ((sample * frequency) % windowSamples)) / windowSamples
      matrix[sample * columns + frequency] = window * Math.cos(angle)
      matrix[sample * columns + frequencyCount + frequency] = -window * Math.sin(angle)
    }
  }
  return matrix
}

/**
 * Sums squared real and imaginary parts into mel bands: triangles of equal area on Slaney's mel scale (librosa's default).
 * @returns shape [2 · frequencyCount, melBandCount], row-major; both halves are the same
 */
export function melMatrix(): Float32Array {
  const edges = melEdges()
  const matrix = new Float32Array(2 * frequencyCount * melBandCount)
  for (let frequency = 0; frequency < frequencyCount; frequency += 1) {
    const hertz = (frequency * sampleRate) / windowSamples
    for (let band = 0; band < melBandCount; band += 1) {
      const weight = triangle(hertz, edges[band] ?? 0, edges[band + 1] ?? 0, edges[band + 2] ?? 0)
      matrix[frequency * melBandCount + band] = weight
      matrix[(frequencyCount + frequency) * melBandCount + band] = weight
    }
  }
  return matrix
}

/**
 * The orthonormal discrete cosine transform (type II), from mel bands to cepstral coefficients.
 * @returns shape [melBandCount, coefficientCount], row-major
 */
export function cosineMatrix(): Float32Array {
  const matrix = new Float32Array(melBandCount * coefficientCount)
  for (let band = 0; band < melBandCount; band += 1) {
    for (let coefficient = 0; coefficient < coefficientCount; coefficient += 1) {
      const scale = Math.sqrt((coefficient === 0 ? 1 : 2) / melBandCount)
      matrix[band * coefficientCount + coefficient] = scale * Math.cos((Math.PI * coefficient * (2 * band + 1)) / (2 * melBandCount))
    }
  }
  return matrix
}

function triangle(hertz: number, low: number, middle: number, high: number): number {
  const rise = (hertz - low) / (middle - low)
  const fall = (high - hertz) / (high - middle)
  return (Math.max(0, Math.min(rise, fall)) * 2) / (high - low)
}

/** Edges of the bands in Hz, equally spaced on the mel scale from 0 to half the sample rate. */
function melEdges(): number[] {
  const highest = hertzToMel(sampleRate / 2)
  return Array.from({ length: melBandCount + 2 }, (_, index) => melToHertz((highest * index) / (melBandCount + 1)))
}

// Slaney's scale (Auditory Toolbox): linear up to 1,000 Hz = 15 mel, then 27 mel for a factor of 6.4.
const linearHertzPerMel = 200 / 3
const logarithmicStartHertz = 1000
const logarithmicStartMel = logarithmicStartHertz / linearHertzPerMel
const logarithmicStep = Math.log(6.4) / 27

function hertzToMel(hertz: number): number {
  if (hertz < logarithmicStartHertz) return hertz / linearHertzPerMel
  return logarithmicStartMel + Math.log(hertz / logarithmicStartHertz) / logarithmicStep
}

function melToHertz(mel: number): number {
  if (mel < logarithmicStartMel) return mel * linearHertzPerMel
  return logarithmicStartHertz * Math.exp((mel - logarithmicStartMel) * logarithmicStep)
}
