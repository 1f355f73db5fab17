import type { Instrument } from './instruments'

/** Samples of one period; one more repeats the first, for interpolation. */
export const wavetableLength = 2048

/** Highest overtone that is played, in hertz: below half of 22,050 Hz, so that nothing folds back. */
const highestHertz = 9_500
const harmonicLimits: readonly number[] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32]

/** A note begins with `bright` and fades over to `dull`. */
export interface Wavetables {
  readonly bright: Float32Array
  readonly dull: Float32Array
}

const sine = Float64Array.from({ length: wavetableLength }, (_, index) => Math.sin((2 * Math.PI * index) / wavetableLength))

/**
 * Makes a source of wavetables for one piece, each computed once.
 * @param brightness of the piece, 0 … 1
 * @returns tables for an instrument at a frequency in hertz; peak 1, length `wavetableLength` + 1
 */
export function createWavetables(brightness: number): (instrument: Instrument, hertz: number) => Wavetables {
  const made = new Map<string, Wavetables>()
  return (instrument, hertz) => {
    const harmonics = harmonicLimits.findLast((limit) => limit * hertz <= highestHertz) ?? 1
    const key = `${instrument.name}:${harmonics}`
    const known = made.get(key)
    if (known) return known
    const tables = {
      bright: fillTable(instrument, harmonics, instrument.rolloff + 0.9 - 1.3 * brightness),
      dull: fillTable(instrument, harmonics, instrument.rolloff + 2 - 1.2 * brightness),
    }
    made.set(key, tables)
    return tables
  }
}

function fillTable(instrument: Instrument, harmonics: number, rolloff: number): Float32Array {
  const sum = new Float64Array(wavetableLength)
  const partials = instrument.partials ?? Array.from({ length: harmonics }, (_, index) => index + 1)
  for (const partial of partials.filter((number) => number <= harmonics)) {
    const amplitude = partial ** -Math.max(0.4, rolloff) * (partial % 2 === 0 ? instrument.evenShare : 1)
    for (let index = 0; index < wavetableLength; index += 1) {
      sum[index] = (sum[index] ?? 0) + amplitude * (sine[(index * partial) % wavetableLength] ?? 0)
    }
  }
  const peak = sum.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0)
  const table = Float32Array.from({ length: wavetableLength + 1 }, (_, index) => (sum[index % wavetableLength] ?? 0) / peak)
  return table
}
