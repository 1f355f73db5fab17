import { fail } from './failure'
import { sampleRate, windowSamples } from './feature-constants'
import { coefficientShift } from './level-shift'
import type { Random } from './random'

/** What a kind of augmentation does to the MFCC of an excerpt, row-major [coefficients, frames], in place. */
interface AugmentationKind {
  /** As people write it: `gain:6`. */
  readonly name: string
  readonly unit: string
  readonly most: number
  readonly apply: (values: Float32Array, frames: number, amount: number, random: Random) => void
  readonly inWords: (amount: number) => string
}

/** Seconds from one frame of the MFCC to the next. */
const secondsPerFrame = windowSamples / sampleRate

export const augmentationFields = ['gainDecibels', 'shiftSeconds', 'maskShare'] as const
type Field = (typeof augmentationFields)[number]

/**
 * How much the excerpts that a network learns from are varied, each anew in every epoch; 0: not so. Gain: up to so many dB louder or
 * quieter. Shift: the frames are rolled by up to so many seconds either way. Mask: a stretch of up to this share of the frames becomes
 * their mean.
 */
export type Augmentation = Readonly<Record<Field, number>>

export const augmentationKinds: Readonly<Record<Field, AugmentationKind>> = {
  gainDecibels: {
    name: 'gain',
    unit: 'dB',
    most: 24,
    apply: (values, frames, amount, random) => addGain(values.subarray(0, frames), between(-amount, amount, random)),
    inWords: (amount) => `gain of up to ±${amount} dB`,
  },
  shiftSeconds: {
    name: 'shift',
    unit: 's',
    most: 60,
    apply: (values, frames, amount, random) => rollFrames(values, frames, Math.round(between(-amount, amount, random) / secondsPerFrame)),
    inWords: (amount) => `shift of up to ±${amount} s`,
  },
  maskShare: {
    name: 'mask',
    unit: 'of the frames',
    most: 0.9,
    apply: (values, frames, amount, random) => {
      const length = Math.round(random.next() * amount * frames)
      maskFrames(values, frames, random.integer(0, frames - length), length)
    },
    inWords: (amount) => `up to ${Math.round(100 * amount)} % of the frames masked`,
  },
}

export const noAugmentation: Augmentation = { gainDecibels: 0, shiftSeconds: 0, maskShare: 0 }

/** Whether anything is varied. */
export function augments(augmentation: Augmentation | null | undefined): augmentation is Augmentation {
  return augmentation !== null && augmentation !== undefined && augmentationFields.some((field) => augmentation[field] > 0)
}

/**
 * Reads what people write, such as `gain:6,shift:2,mask:0.2`.
 * @returns null for `none`
 * @throws Failure `invalid-argument` for an unknown kind, one that is named twice, or an amount outside of its range
 */
export function parseAugmentation(text: string): Augmentation | null {
  if (text.trim() === 'none') return null
  const amounts = new Map<Field, number>()
  for (const part of text.split(',')) {
    const [name = '', amount = ''] = part.split(':').map((piece) => piece.trim())
    const field = augmentationFields.find((candidate) => augmentationKinds[candidate].name === name)
    const value = amount === '' ? Number.NaN : Number(amount)
    if (field === undefined || amounts.has(field) || !(value >= 0 && value <= augmentationKinds[field].most)) refuse(part)
    amounts.set(field, value)
  }
  const augmentation = { ...noAugmentation, ...Object.fromEntries(amounts) }
  return augments(augmentation) ? augmentation : null
}

function refuse(part: string): never {
  const known = augmentationFields.map((field) => {
    const { name, most, unit } = augmentationKinds[field]
    return `${name}:0…${most} (${unit})`
  })
  return fail('invalid-argument', `“${part.trim()}” is no augmentation.`, `Write such as gain:6,shift:2,mask:0.2: ${known.join(', ')}.`)
}

/** Such as "gain of up to ±6 dB, shift of up to ±2 s"; "none" where nothing is varied. */
export function augmentationInWords(augmentation: Augmentation | null | undefined): string {
  if (!augments(augmentation)) return 'none'
  return augmentationFields
    .filter((field) => augmentation[field] > 0)
    .map((field) => augmentationKinds[field].inWords(augmentation[field]))
    .join(', ')
}

/**
 * Varies the MFCC of an excerpt. A gain is exact (see `coefficientShift`) wherever no mel band lies at the floor of the logarithm; a shift
 * joins the end of the excerpt to its beginning; what is masked gets the mean of its coefficient.
 * @param values row-major [coefficients, frames], not changed
 * @returns a varied copy
 */
export function augmentExcerpt(values: Float32Array, frames: number, augmentation: Augmentation, random: Random): Float32Array {
  const varied = Float32Array.from(values)
  for (const field of augmentationFields) {
    if (augmentation[field] > 0) augmentationKinds[field].apply(varied, frames, augmentation[field], random)
  }
  return varied
}

function between(low: number, high: number, random: Random): number {
  return low + random.next() * (high - low)
}

function addGain(firstCoefficients: Float32Array, decibels: number): void {
  const shift = coefficientShift(decibels)
  firstCoefficients.forEach((value, frame) => {
    firstCoefficients[frame] = value + shift
  })
}

function rollFrames(values: Float32Array, frames: number, by: number): void {
  const first = ((by % frames) + frames) % frames
  if (first === 0) return
  for (let start = 0; start < values.length; start += frames) {
    const row = values.slice(start, start + frames)
    values.set(row.subarray(frames - first), start)
    values.set(row.subarray(0, frames - first), start + first)
  }
}

function maskFrames(values: Float32Array, frames: number, from: number, length: number): void {
  if (length === 0) return
  for (let start = 0; start < values.length; start += frames) {
    const row = values.subarray(start, start + frames)
    const mean = row.reduce((sum, value) => sum + value, 0) / frames
    row.fill(mean, from, from + length)
  }
}
