import type { Search, SearchTrial } from '@shared/contract/search'
import type { SearchMethod } from '@shared/domain/search/default-space'
import type { SearchSpace, SettingRange, SettingValue } from '@shared/domain/search/space'
import { axisOfRange, numberAxis, type ParallelAxis, type ParallelLine } from '../charts/parallel-axes'
import { formatNumber } from '../ui/format'

export const methodChoices: readonly { value: SearchMethod; title: string; subtitle: string }[] = [
  { value: 'halving', title: 'Successive halving', subtitle: 'many short trials; only the best go on to the next length' },
  { value: 'random', title: 'Random', subtitle: 'whole trainings with settings drawn from the space' },
  { value: 'grid', title: 'Every combination', subtitle: 'of a space of choices, once' },
]

export const rangeChoices: readonly { value: SettingRange['kind']; title: string }[] = [
  { value: 'choice', title: 'one of' },
  { value: 'uniform', title: 'range' },
  { value: 'log-uniform', title: 'range, logarithmic' },
  { value: 'integer', title: 'whole numbers' },
]

/** A setting as a title: `fusion.keepBlocks.audio` is "Fusion: keep blocks: audio". */
export function titleOfSetting(name: string): string {
  const words = name
    .replaceAll('.', ': ')
    .replaceAll(/([a-z])([A-Z])/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A setting of a space as it is edited: its values in one line. */
export interface SpaceRow {
  readonly name: string
  readonly kind: SettingRange['kind']
  /** Choices with commas between them, or two bounds. */
  readonly text: string
}

/** A space as rows of text. */
export function rowsOfSpace(space: SearchSpace): SpaceRow[] {
  return Object.entries(space).map(([name, range]) => ({
    name,
    kind: range.kind,
    text: range.kind === 'choice' ? range.values.map((value) => JSON.stringify(value)).join(', ') : `${range.low}, ${range.high}`,
  }))
}

/** The space that rows of text stand for; a sentence about the first row that cannot be read. */
export function spaceOfRows(rows: readonly SpaceRow[]): SearchSpace | string {
  const space: Record<string, SettingRange> = {}
  for (const { name, kind, text } of rows) {
    if (name in space) return `${name} stands in the space twice.`
    const values = readList(text)
    if (values === null) return `The values of ${name} cannot be read: write them with commas between them, texts in quotes.`
    const [low, high] = values
    if (kind === 'choice') space[name] = { kind, values }
    else if (typeof low !== 'number' || typeof high !== 'number' || values.length !== 2)
      return `${name} is a range: write its lower and its upper bound, such as 0.001, 0.1.`
    else space[name] = { kind, low, high }
  }
  return space
}

function readList(text: string): SettingValue[] | null {
  try {
    return JSON.parse(`[${text}]`) as SettingValue[]
  } catch {
    return null
  }
}

/** Name of the axis of the validation error. */
const lossAxis = 'validation MSE'

/** The axes of a search: its settings, then what each trial is judged by. */
export function axesOf({ settings, trials }: Search): ParallelAxis[] {
  const losses = trials.flatMap(({ best }) => best?.validationLoss ?? [])
  const bounds: [number, number] = losses.length === 0 ? [0, 1] : [Math.min(...losses), Math.max(...losses)]
  return [
    ...Object.entries(settings.space).map(([name, range]) => ({ ...axisOfRange(name, range), title: titleOfSetting(name) })),
    numberAxis(lossAxis, ...bounds),
  ]
}

/** A line for each trial that has a figure. */
export function linesOf({ settings, trials }: Search, axes: readonly ParallelAxis[]): ParallelLine[] {
  const names = Object.keys(settings.space)
  return trials
    .filter(({ best }) => best !== null)
    .map(({ number, values, best }) => ({
      id: number,
      positions: axes.map((axis, index) => axis.position(index < names.length ? values[axis.name] : best?.validationLoss)),
    }))
}

/** Trials by their validation loss, failed ones last. */
export function rankedTrials(trials: readonly SearchTrial[]): SearchTrial[] {
  const lossOf = ({ state, best }: SearchTrial): number => (state === 'failed' ? Infinity : (best?.validationLoss ?? Number.MAX_VALUE))
  return [...trials].sort((a, b) => lossOf(a) - lossOf(b) || a.number - b.number)
}

/** A figure of validation and test side by side, with what choosing made of it; null before the run is done. */
export function gapOf({ best, run }: SearchTrial): { dimension: string; validation: string; test: string; difference: string }[] | null {
  const test = run?.test
  if (!best || !test) return null
  const row = (dimension: string, validation: number | null, tested: number | null, decimals: number) => ({
    dimension,
    validation: formatNumber(validation, decimals),
    test: formatNumber(tested, decimals),
    difference:
      tested === null || validation === null ? '–' : `${tested < validation ? '' : '+'}${formatNumber(tested - validation, decimals)}`,
  })
  return [
    row('MSE', best.validationLoss, test.loss, 4),
    row('R² valence', best.r2Valence, test.r2Valence, 3),
    row('R² arousal', best.r2Arousal, test.r2Arousal, 3),
  ]
}

/** How a search stands, in one line. */
export function stateOfSearch({ state, outcome, secondsSpent, settings }: Search): string {
  const minutes = `${formatNumber(secondsSpent / 60, 1)} of ${settings.minutes} min`
  if (state === 'running') return `going on, ${minutes}`
  const ended = { done: outcome, interrupted: outcome === '' ? 'broken off' : `broken off: ${outcome.replace(/\.$/, '')}` }[state]
  return `${ended} (${minutes})`
}
