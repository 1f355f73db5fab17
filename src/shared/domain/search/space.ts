import { createRandom, mixSeed } from '../random'

/** A value of a setting as JSON. */
export type SettingValue = string | number | boolean | null | readonly SettingValue[] | { readonly [name: string]: SettingValue }

/** Which values of one setting a search may try; bounds are included. */
export type SettingRange =
  | { readonly kind: 'choice'; readonly values: readonly SettingValue[] }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** The logarithm is uniform: as many values from 0.001 to 0.01 as from 0.01 to 0.1. */
  | { readonly kind: 'log-uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }

export const rangeKinds = ['choice', 'uniform', 'log-uniform', 'integer'] as const satisfies readonly SettingRange['kind'][]

/** What a search may try: settings by their names, nested ones as `fusion.share`. */
export type SearchSpace = Readonly<Record<string, SettingRange>>

/** The values of a trial, by the names of the settings. */
export type TrialValues = Readonly<Record<string, SettingValue>>

/** Drawn numbers have so many digits, so that people can write them down. */
const digits = 4

/** From so many combinations on a space is drawn from as if it were endless. */
const mostListed = 10_000

/**
 * The values of one trial of a random search. The same space, seed and number give the same values; a setting that joins a space does not
 * change what is drawn of the others, unless every combination can be listed: then none is drawn twice.
 * @param number of the trial, from 0
 * @returns null when every combination was drawn
 */
export function drawTrial(space: SearchSpace, seed: number, number: number): TrialValues | null {
  const listed = listCombinations(space)
  if (listed !== null) return createRandom(seed).shuffle(listed)[number] ?? null
  return Object.fromEntries(Object.entries(space).map(([name, range]) => [name, drawValue(range, mixSeed(seed, number, ...codesOf(name)))]))
}

/**
 * Every combination of a space, the last setting changing fastest.
 * @returns null for a space with a range that is not of whole numbers, or with more combinations than can be tried
 */
export function listCombinations(space: SearchSpace): TrialValues[] | null {
  let combinations: TrialValues[] = [{}]
  for (const [name, range] of Object.entries(space)) {
    const values = valuesOf(range)
    if (values === null || values.length * combinations.length > mostListed) return null
    combinations = combinations.flatMap((found) => values.map((value) => ({ ...found, [name]: value })))
  }
  return combinations
}

/** The values of a range one by one; null where they cannot be listed. */
export function valuesOf(range: SettingRange): readonly SettingValue[] | null {
  switch (range.kind) {
    case 'choice':
      return range.values
    case 'integer':
      return range.high - range.low < mostListed
        ? Array.from({ length: range.high - range.low + 1 }, (_, index) => range.low + index)
        : null
    case 'uniform':
    case 'log-uniform':
      return null
  }
}

function drawValue(range: SettingRange, seed: number): SettingValue {
  const random = createRandom(seed)
  switch (range.kind) {
    case 'choice':
      return random.pick(range.values)
    case 'integer':
      return random.integer(range.low, range.high)
    case 'uniform':
      return rounded(range.low + random.next() * (range.high - range.low), range)
    case 'log-uniform':
      return rounded(range.low * (range.high / range.low) ** random.next(), range)
  }
}

function rounded(value: number, { low, high }: { readonly low: number; readonly high: number }): number {
  return Math.min(high, Math.max(low, Number(value.toPrecision(digits))))
}

function codesOf(name: string): number[] {
  return Array.from(name, (letter) => letter.codePointAt(0) ?? 0)
}

/** A value as people read it: the name of a network, `none` for null. */
export function valueInWords(value: SettingValue): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  const name = 'name' in value ? value.name : undefined
  return typeof name === 'string' ? name : JSON.stringify(value)
}
