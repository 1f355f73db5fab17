import { coefficientCount, melBandCount, sampleRate, windowSamples } from '@shared/domain/feature-constants'

/** Samples on each side of a window's centre; the first sample of all has no weight in a periodic Hann window. */
export const foldedSamples = (windowSamples - 1) / 2

/** Frequencies that reach a mel band: all but 0 Hz, where the lowest band begins. */
export const melFrequencyCount = Math.floor(windowSamples / 2)

/**
 * Real parts of the windowed discrete Fourier transform, for sums of the samples that lie equally far from both ends.
 * @returns shape [foldedSamples, melFrequencyCount], row-major, from the lowest frequency above 0 Hz
 */
export function cosineTransform(): Float32Array {
  return windowedTransform(Math.cos)
}

/**
 * Imaginary parts of the windowed discrete Fourier transform (their sign does not matter), for differences of the samples that
 * lie equally far from both ends.
 * @returns shape [foldedSamples, melFrequencyCount], row-major, from the lowest frequency above 0 Hz
 */
export function sineTransform(): Float32Array {
  return windowedTransform(Math.sin)
}

/**
 * Sums powers of a spectrum into mel bands: triangles of equal area on Slaney's mel scale (librosa's default).
 * @returns shape [melFrequencyCount, melBandCount], row-major, from the lowest frequency above 0 Hz
 */
export function melMatrix(): Float32Array {
  const edges = melEdges()
  const matrix = new Float32Array(melFrequencyCount * melBandCount)
  for (let row = 0; row < melFrequencyCount; row += 1) {
    const hertz = ((row + 1) * sampleRate) / windowSamples
    for (let band = 0; band < melBandCount; band += 1) {
      matrix[row * melBandCount + band] = triangle(hertz, edges[band] ?? 0, edges[band + 1] ?? 0, edges[band + 2] ?? 0)
    }
  }
  return matrix
}

/**
 * The orthonormal discrete cosine transform (type II), from mel bands to cepstral coefficients.
 * @returns shape [melBandCount, coefficientCount], row-major
 */
export function cepstrumMatrix(): Float32Array {
  const matrix = new Float32Array(melBandCount * coefficientCount)
  for (let band = 0; band < melBandCount; band += 1) {
    for (let coefficient = 0; coefficient < coefficientCount; coefficient += 1) {
      const scale = Math.sqrt((coefficient === 0 ? 1 : 2) / melBandCount)
      matrix[band * coefficientCount + coefficient] = scale * Math.cos((Math.PI * coefficient * (2 * band + 1)) / (2 * melBandCount))
    }
  }
  return matrix
}

function windowedTransform(wave: (angle: number) => number): Float32Array {
  const matrix = new Float32Array(foldedSamples * melFrequencyCount)
  for (let row = 0; row < foldedSamples; row += 1) {
    const sample = row + 1
    const hann = 0.5 - 0.5 * Math.cos(phase(sample))
    for (let column = 0; column < melFrequencyCount; column += 1) {
      matrix[row * melFrequencyCount + column] = hann * wave(phase(sample * (column + 1)))
    }
  }
  return matrix
}

/** The angle of a whole number of windowSamples-ths of a turn, kept small for the sake of accuracy. */
function phase(parts: number): number {
  return (2 * Math.PI * (parts % windowSamples)) / windowSamples
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
