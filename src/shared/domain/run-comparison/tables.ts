import type { CsvCell } from '../csv'
import { dimensions, nameOfScale, quadrants } from '../plane'
import type { AnnotatorPair } from './annotators'
import type { MeasuredComparison, MeasuredEntry } from './compare'
import { agreementKeys, figureKeys } from './figures'
import type { SettingDifference } from './setting-differences'

/** A comparison as far as its tables show it. */
export interface TabledComparison extends Omit<MeasuredComparison, 'entries'> {
  readonly entries: readonly (Omit<MeasuredEntry, 'members'> & {
    readonly name: string
    readonly note: string
    readonly members: readonly { readonly name: string; readonly seed: number | null }[]
    readonly figuresOfMembers: MeasuredEntry['members']
  })[]
  readonly tracks: readonly {
    readonly trackId: number
    readonly externalId: string | null
    readonly title: string
    readonly artist: string
    readonly path: string | null
  }[]
  readonly settings: readonly SettingDifference[]
  readonly agreement: readonly AnnotatorPair[]
}

/** A table with names for its columns. */
export interface NamedTable {
  /** As its file is called, without an ending. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly CsvCell[])[]
}

type Entry = TabledComparison['entries'][number]

/** How a comparison becomes each of its tables. */
const tablesByName: Readonly<Record<string, (comparison: TabledComparison) => Omit<NamedTable, 'name'>>> = {
  figures: ({ entries, best }) => ({
    columns: ['model', 'figure', 'value', 'low', 'high', 'surelyBest', 'scale'],
    rows: entries.flatMap((entry) =>
      figureKeys.map((figure) => {
        const { value = null, low = null, high = null } = entry.figures[figure] ?? {}
        return [entry.name, figure, value, low, high, best[figure] === entry.key ? 'yes' : 'no', scale]
      }),
    ),
  }),
  differences: ({ entries, differences }) => {
    const nameOf = new Map(entries.map(({ key, name }) => [key, name]))
    return {
      columns: ['figure', 'model', 'minus', 'difference', 'low', 'high', 'p', 'scale'],
      rows: differences.map(({ figure, one, other, value, low, high, p }) => [
        ...[figure, nameOf.get(one) ?? one, nameOf.get(other) ?? other],
        ...[value, low, high, p, scale],
      ]),
    }
  },
  seeds: ({ entries }) => ({
    columns: ['model', 'seed', 'run', ...figureKeys, 'scale'],
    rows: entries.flatMap((entry) =>
      entry.members.map(({ name, seed }, index) => [
        ...[entry.name, seed, name],
        ...figureKeys.map((figure) => entry.figuresOfMembers[index]?.[figure] ?? null),
        scale,
      ]),
    ),
  }),
  'over-seeds': ({ entries }) => ({
    columns: ['model', 'seeds', 'figure', 'mean', 'low', 'high', 'scale'],
    rows: entries.flatMap(({ name, members, overSeeds }) =>
      overSeeds === null
        ? []
        : figureKeys.map((figure) => {
            const { mean = null, low = null, high = null } = overSeeds[figure] ?? {}
            return [name, members.length, figure, mean, low, high, scale]
          }),
    ),
  }),
  settings: ({ entries, settings }) => ({
    columns: ['setting', ...entries.map(({ name }) => name)],
    rows: settings.map(({ setting, values }) => [setting, ...values]),
  }),
  quadrants: ({ entries }) => ({
    columns: ['model', 'quadrant', 'right', 'low', 'high'],
    rows: entries.flatMap(({ name, confusion }) =>
      quadrants.map((quadrant, index) => {
        const { value = null, low = null, high = null } = confusion?.right[index] ?? {}
        return [name, `Q${quadrant}`, value, low, high]
      }),
    ),
  }),
  confusion: ({ entries }) => ({
    columns: ['model', 'label', ...quadrants.map((quadrant) => `predicted Q${quadrant}`)],
    rows: entries.flatMap(({ name, confusion }) => (confusion?.counts ?? []).map((row, index) => [name, `Q${index + 1}`, ...row])),
  }),
  calibration: ({ entries }) => ({
    columns: ['model', 'dimension', 'slope', 'intercept', 'range', 'scale'],
    rows: eachDimension(entries, ({ name, calibration }, dimension) => {
      const { slope = null, intercept = null, range = null } = calibration[dimension] ?? {}
      return [[name, dimension, slope, intercept, range, scale]]
    }),
  }),
  deciles: ({ entries }) => ({
    columns: ['model', 'dimension', 'decile', 'count', 'meanPredicted', 'meanLabel', 'scale'],
    rows: eachDimension(entries, ({ name, calibration }, dimension) =>
      (calibration[dimension]?.deciles ?? []).map(({ count, meanPredicted, meanObserved }, index) => [
        ...[name, dimension, index + 1, count],
        ...[meanPredicted, meanObserved, scale],
      ]),
    ),
  }),
  errors: ({ entries, errors }) => ({
    columns: ['by', 'group', 'model', 'dimension', 'tracks', 'mae', 'low', 'high', 'bias', 'scale'],
    rows: errors.flatMap((group) =>
      entries.flatMap(({ name }, index) =>
        dimensions.flatMap((dimension): CsvCell[][] => {
          const error = group.entries[index]?.[dimension]
          if (!error) return []
          return [[group.grouping, group.name, name, dimension, error.tracks, error.mae, error.low, error.high, error.bias, scale]]
        }),
      ),
    ),
  }),
  residuals: ({ entries }) => ({
    columns: ['model', 'valence', 'arousal', 'tracks', 'valenceShift', 'arousalShift', 'distance', 'scale'],
    rows: entries.flatMap(({ name, residuals }) =>
      residuals.map((cell) => [
        ...[name, cell.valence, cell.arousal, cell.tracks],
        ...[cell.valenceShift, cell.arousalShift, cell.distance, scale],
      ]),
    ),
  }),
  annotators: ({ agreement }) => ({
    columns: ['one', 'other', 'dimension', 'tracks', ...agreementKeys, 'scale'],
    rows: agreement.flatMap((pair) =>
      dimensions.map((dimension) => [
        ...[pair.one, pair.other, dimension, pair.tracks],
        ...agreementKeys.map((key) => pair[dimension][key]),
        scale,
      ]),
    ),
  }),
  tracks: ({ tracks }) => ({
    columns: ['trackId', 'externalId', 'title', 'artist', 'path'],
    rows: tracks.map(({ trackId, externalId, title, artist, path }) => [trackId, externalId, title, artist, path]),
  }),
}

const scale = nameOfScale('-1-1')

function eachDimension(
  entries: readonly Entry[],
  rowsOf: (entry: Entry, dimension: (typeof dimensions)[number]) => CsvCell[][],
): CsvCell[][] {
  return entries.flatMap((entry) => dimensions.flatMap((dimension) => rowsOf(entry, dimension)))
}

/** Every table of a comparison, as its files hold them: one row a figure, so that they sort and filter; scale −1…1. */
export function comparisonTables(comparison: TabledComparison): NamedTable[] {
  return Object.entries(tablesByName).map(([name, tableOf]) => ({ name, ...tableOf(comparison) }))
}
