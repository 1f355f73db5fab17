import type { Comparison } from '@shared/contract/comparison'
import { type Dimension, dimensions, quadrants, type Scale } from '@shared/domain/plane'
import type { ErrorGrouping } from '@shared/domain/run-comparison/error-groups'
import {
  agreementDescriptors,
  type AgreementKey,
  agreementKeys,
  type FigureKey,
  figureKeys,
  figureOf,
  quadrantFigureDescriptors,
  titleOfFigure,
} from '@shared/domain/run-comparison/figures'
import { formatCount, formatNumber } from '../../ui/format'
import { metricToScale } from '../metric-rows'

/** One cell of a table of the comparison. */
export interface ShownCell {
  readonly text: string
  /** The interval, or what else stands below the figure. */
  readonly small?: string
  readonly bold?: boolean
}

/** A table as the window shows it; `file` names the table of `comparisonTables` that holds its figures. */
export interface ShownTable {
  readonly title: string
  readonly file: string
  readonly note: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly detail: string; readonly cells: readonly ShownCell[] }[]
}

interface Bounded {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

const dash: ShownCell = { text: '–' }

/** The keys whose figures grow with the scale. */
const errorKey = (figure: FigureKey): AgreementKey | null => agreementKeys.find((key) => figure.endsWith(`.${key}`)) ?? null

function onScale(figure: FigureKey, value: number, scale: Scale): number {
  const key = errorKey(figure)
  return key === 'mae' || key === 'mse' ? metricToScale(key, value, '-1-1', scale) : value
}

function cellOf(found: Bounded | null | undefined, convert: (value: number) => number = (value) => value): ShownCell {
  if (!found) return dash
  const { value, low, high } = found
  const text = formatNumber(convert(value))
  return low === null || high === null ? { text } : { text, small: `${formatNumber(convert(low))} … ${formatNumber(convert(high))}` }
}

function percentCell(found: Bounded | null | undefined): ShownCell {
  if (!found) return dash
  const percent = (share: number): string => String(Math.round(100 * share))
  const { value, low, high } = found
  return low === null || high === null
    ? { text: `${percent(value)} %` }
    : { text: `${percent(value)} %`, small: `${percent(low)} … ${percent(high)}` }
}

const isShare = (figure: FigureKey): boolean => figure === 'right' || figure === 'balanced'
const figureCell = (figure: FigureKey, found: Bounded | null | undefined, scale: Scale): ShownCell =>
  isShare(figure) ? percentCell(found) : cellOf(found, (value) => onScale(figure, value, scale))

const shortTitles = figureKeys.map((figure) => {
  const key = errorKey(figure)
  if (!key) return quadrantFigureDescriptors[figure === 'right' ? 'right' : 'balanced'].title
  return `${agreementDescriptors[key].title} ${figure.startsWith('valence') ? 'V' : 'A'}`
})

/** All figures of all entries; bold where one is surely the best. */
export function figureTable({ entries, best }: Comparison, scale: Scale): ShownTable {
  return {
    title: 'Figures',
    file: 'figures',
    note: 'Bold: surely the best, the intervals of its paired differences to all others exclude 0.',
    columns: shortTitles,
    rows: entries.map(({ key, name, note, figures }) => ({
      name,
      detail: note,
      cells: figureKeys.map((figure) => ({ ...figureCell(figure, figures[figure], scale), bold: best[figure] === key })),
    })),
  }
}

/** Differences of all entries to one of them, with p-values; bold where the interval excludes 0. @param againstKey the entry to subtract */
export function differenceTable({ entries, differences }: Comparison, againstKey: string, scale: Scale): ShownTable {
  const between = (key: string, figure: FigureKey) => {
    const found = differences.find(
      ({ one, other, figure: own }) => own === figure && ((one === key && other === againstKey) || (one === againstKey && other === key)),
    )
    if (!found) return null
    return found.one === key ? found : { ...found, value: -found.value, low: -found.high, high: -found.low }
  }
  const cell = (key: string, figure: FigureKey): ShownCell => {
    const found = between(key, figure)
    if (!found) return dash
    const { text, small } = figureCell(figure, found, scale)
    return { text, small: `${small ?? ''}\np ${pValue(found.p)}`.trim(), bold: found.low > 0 || found.high < 0 }
  }
  const against = entries.find(({ key }) => key === againstKey)?.name ?? ''
  return {
    title: `Paired differences: minus ${against}`,
    file: 'differences',
    note: 'With 95 % interval and p-value, not corrected for the number of comparisons; bold where the interval excludes 0.',
    columns: shortTitles,
    rows: entries
      .filter(({ key }) => key !== againstKey)
      .map(({ key, name }) => ({ name, detail: '', cells: figureKeys.map((figure) => cell(key, figure)) })),
  }
}

const pValue = (p: number): string => (p < 0.001 ? '< .001' : p.toFixed(3).replace(/^0/u, ''))

/** Right quadrants by the quadrant of the label, with Wilson's intervals. */
export function quadrantTable({ entries }: Comparison): ShownTable {
  return {
    title: 'Right quadrant',
    file: 'quadrants',
    note: 'Of the tracks whose label lies there; intervals by Wilson’s score.',
    columns: ['all', 'balanced', ...quadrants.map((quadrant) => `Q${quadrant}`)],
    rows: entries.map(({ name, figures, confusion }) => ({
      name,
      detail: '',
      cells: [
        percentCell(figures.right),
        percentCell(figures.balanced),
        ...quadrants.map((quadrant) => percentCell(confusion?.right[quadrant - 1])),
      ],
    })),
  }
}

/** Which quadrants one entry predicts for the labels of which. */
export function confusionTable({ name, confusion }: Comparison['entries'][number]): ShownTable {
  return {
    title: `Confusion of quadrants: ${name}`,
    file: 'confusion',
    note: 'Tracks, by the quadrant of the label (rows) and of the prediction (columns).',
    columns: quadrants.map((quadrant) => `predicted Q${quadrant}`),
    rows: (confusion?.counts ?? []).map((row, index) => ({
      name: `label Q${index + 1}`,
      detail: '',
      cells: row.map((count, column) => ({ text: String(Number(count.toFixed(1))), bold: column === index })),
    })),
  }
}

const rangeNote = 'Range: deviation of predictions over that of labels; far below 1 they have collapsed.'

/** Slopes and ranges. */
export function calibrationTable({ entries }: Comparison): ShownTable {
  const number = (value: number | null | undefined): ShownCell =>
    value === null || value === undefined ? dash : { text: formatNumber(value) }
  return {
    title: 'Calibration and range',
    file: 'calibration',
    note: `Slope of labels on predictions: 1 is right, above 1 they are too close to their mean. ${rangeNote}`,
    columns: ['slope V', 'range V', 'slope A', 'range A'],
    rows: entries.map(({ name, calibration }) => ({
      name,
      detail: '',
      cells: dimensions.flatMap((dimension) => [number(calibration[dimension]?.slope), number(calibration[dimension]?.range)]),
    })),
  }
}

const groupingTitles: Readonly<Record<ErrorGrouping, string>> = {
  quadrant: 'quadrant of the label',
  tag: 'tag',
  source: 'source of the label',
  length: 'length of the track',
}
export const titleOfGrouping = (grouping: ErrorGrouping): string => groupingTitles[grouping]

/** Errors by one grouping: MAE with its bias below. */
export function errorTable({ entries, errors }: Comparison, grouping: ErrorGrouping, scale: Scale): ShownTable {
  const cell = (error: Comparison['errors'][number]['entries'][number][Dimension] | undefined): ShownCell => {
    if (!error) return dash
    const [mae, bias] = [error.mae, error.bias].map((value) => metricToScale('mae', value, '-1-1', scale))
    return { text: formatNumber(mae ?? NaN), small: `bias ${formatNumber(bias ?? NaN)}` }
  }
  return {
    title: `Errors by ${titleOfGrouping(grouping)}`,
    file: 'errors',
    note: 'Mean absolute error; bias: mean of prediction minus label.',
    columns: entries.flatMap(({ name }) => [`${name}, V`, `${name}, A`]),
    rows: errors
      .filter((group) => group.grouping === grouping)
      .map(({ name, tracks, entries: own }) => ({
        name,
        detail: formatCount(tracks),
        cells: own.flatMap(({ valence, arousal }) => [cell(valence), cell(arousal)]),
      })),
  }
}

/** Of entries with several seeds: the mean with Student's interval. */
export function seedTable({ entries }: Comparison, scale: Scale): ShownTable {
  return {
    title: 'Over seeds',
    file: 'over-seeds',
    note: 'Mean over the seeds, with its 95 % interval by Student’s t.',
    columns: shortTitles,
    rows: entries.flatMap(({ name, members, overSeeds }) =>
      overSeeds === null
        ? []
        : [
            {
              name,
              detail: `${members.length} seeds`,
              cells: figureKeys.map((figure) => {
                const found = overSeeds[figure]
                return figureCell(figure, found && { ...found, value: found.mean }, scale)
              }),
            },
          ],
    ),
  }
}

/** Only what differs. */
export function settingTable({ entries, settings }: Comparison): ShownTable {
  return {
    title: 'Settings that differ',
    file: 'settings',
    note: 'All other settings are alike.',
    columns: entries.map(({ name }) => name),
    rows: settings.map(({ setting, values }) => ({ name: setting, detail: '', cells: values.map((value) => ({ text: value ?? '–' })) })),
  }
}

/** How those agree who labelled the same tracks. */
export function annotatorTable({ agreement }: Comparison, scale: Scale): ShownTable {
  const shown = dimensions.flatMap((dimension) => (['mae', 'pearson', 'ccc'] as const).map((key) => ({ dimension, key })))
  return {
    title: 'Agreement of annotators',
    file: 'annotators',
    note: 'Of those who labelled the same of these tracks: about as well as a model can be expected to agree with one of them.',
    columns: shown.map(({ dimension, key }) => titleOfFigure(figureOf(dimension, key))),
    rows: agreement.map((pair) => ({
      name: `${pair.one} and ${pair.other}`,
      detail: formatCount(pair.tracks),
      cells: shown.map(({ dimension, key }) => {
        const value = pair[dimension][key]
        return value === null ? dash : { text: formatNumber(onScale(figureOf(dimension, key), value, scale)) }
      }),
    })),
  }
}
