import type { MelInput } from '@shared/contract/backbone-card'

type Filters = Pick<MelInput, 'sampleRate' | 'fftSize' | 'bands' | 'lowHz' | 'highHz' | 'scale' | 'norm'>

/** A scale of pitch: from Hz, and back. */
interface MelScale {
  readonly fromHertz: (hertz: number) => number
  readonly toHertz: (mel: number) => number
}

// Slaney's scale (Auditory Toolbox): linear up to 1,000 Hz = 15 mel, then 27 mel for a factor of 6.4.
const logarithmicStart = 15
const logarithmicStep = Math.log(6.4) / 27
const hertzPerMel = 200 / 3

const melScales: Readonly<Record<MelInput['scale'], MelScale>> = {
  slaney: {
    fromHertz: (hertz) => (hertz < 1000 ? hertz / hertzPerMel : logarithmicStart + Math.log(hertz / 1000) / logarithmicStep),
    toHertz: (mel) => (mel < logarithmicStart ? mel * hertzPerMel : 1000 * Math.exp((mel - logarithmicStart) * logarithmicStep)),
  },
  // O'Shaughnessy's formula, as the Hidden Markov Model Toolkit has it.
  htk: {
    fromHertz: (hertz) => 2595 * Math.log10(1 + hertz / 700),
    toHertz: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
}

/**
 * Sums a spectrum into mel bands by triangles, as librosa's `filters.mel`.
 * @returns shape [bands, fftSize / 2 + 1], row-major
 */
export function melFilters({ sampleRate, fftSize, bands, lowHz, highHz, scale, norm }: Filters): Float32Array {
  const { fromHertz, toHertz } = melScales[scale]
  const [low, high] = [fromHertz(lowHz), fromHertz(highHz ?? sampleRate / 2)]
  const edge = (index: number): number => toHertz(low + ((high - low) * index) / (bands + 1))
  const frequencies = Math.floor(fftSize / 2) + 1
  const filters = new Float32Array(bands * frequencies)
  for (let band = 0; band < bands; band += 1) {
    const [from, middle, to] = [edge(band), edge(band + 1), edge(band + 2)]
    const height = norm === 'slaney' ? 2 / (to - from) : 1
    for (let frequency = 0; frequency < frequencies; frequency += 1) {
      const hertz = (frequency * sampleRate) / fftSize
      const share = Math.max(0, Math.min((hertz - from) / (middle - from), (to - hertz) / (to - middle)))
      filters[band * frequencies + frequency] = share * height
    }
  }
  return filters
}
