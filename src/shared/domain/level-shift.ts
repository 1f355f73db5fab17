import { coefficientCount, melBandCount } from './feature-constants'
import { twoDecimals } from './two-decimals'

/** Gains that a network is asked about, in dB: a quiet master and a loud one. */
export const measuredGains = [-12, 6] as const

/** By how much a gain of the file moves what a network says, on average and without the sign, on −1…1. */
export interface GainShift {
  readonly decibels: number
  readonly valence: number
  readonly arousal: number
}

/** What gains do to a network's predictions of held-out samples. */
export interface LevelShift {
  readonly samples: number
  readonly gains: readonly GainShift[]
}

/**
 * What a gain of the waveform adds to each value of the first coefficient, whose transform is orthonormal; to the others it adds nothing.
 * So it is wherever no band lies at the floor of the logarithm, 100 dB below full scale: the dynamic range is counted from the loudest band
 * and moves with it.
 */
export function coefficientShift(decibels: number): number {
  return decibels * Math.sqrt(melBandCount)
}

/** Whether an input of so many channels is one that `coefficientShift` describes: MFCC. */
export function isShiftedByGain(channels: number): boolean {
  return channels === coefficientCount
}

/** Joins the shifts of folds, each counted by its samples; null where nothing was measured. */
export function joinLevelShifts(shifts: readonly LevelShift[]): LevelShift | null {
  const samples = shifts.reduce((sum, shift) => sum + shift.samples, 0)
  if (samples === 0) return null
  const meanOf = (decibels: number, dimension: 'valence' | 'arousal'): number =>
    shifts.reduce((sum, shift) => sum + shift.samples * (shift.gains.find((gain) => gain.decibels === decibels)?.[dimension] ?? 0), 0) /
    samples
  const gains = measuredGains.map((decibels) => ({
    decibels,
    valence: meanOf(decibels, 'valence'),
    arousal: meanOf(decibels, 'arousal'),
  }))
  return { samples, gains }
}

/** Such as "−12 dB moves valence by 0.11 and arousal by 0.03, +6 dB by 0.05 and 0.01, on average over 40 held-out samples". */
export function levelShiftInWords({ samples, gains }: LevelShift): string {
  const words = gains.map(({ decibels, valence, arousal }, index) => {
    const [v, a] = [twoDecimals(valence), twoDecimals(arousal)]
    const gain = `${decibels < 0 ? '−' : '+'}${Math.abs(decibels)} dB`
    return index === 0 ? `${gain} moves valence by ${v} and arousal by ${a}` : `${gain} by ${v} and ${a}`
  })
  return `${words.join(', ')}, on average over ${samples} held-out ${samples === 1 ? 'sample' : 'samples'}`
}
