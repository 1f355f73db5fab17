import type { Comparison } from '@shared/contract/comparison'
import { type Dimension, dimensions, quadrants } from '@shared/domain/plane'
import { agreementDescriptors, agreementKeys, type FigureKey, figureOf, titleOfFigure } from '@shared/domain/run-comparison/figures'
import { twoDecimals } from '@shared/domain/two-decimals'
import { tableLines } from '../options'

type Entry = Comparison['entries'][number]
interface Bounded {
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** A comparison as lines: its tracks, its tables, and what a reader must know. @param details errors by group and confusion too */
export function describeComparison(comparison: Comparison, details: boolean): string[] {
  const { tracks, by, groups, against, resamples } = comparison
  const drawn = by === 'track' ? `${tracks.length} tracks` : `${groups} ${by}s of ${tracks.length} tracks`
  return [
    `On ${tracks.length} common tracks, measured by ${against}; scale −1…1, 95 % intervals by ${resamples} draws of ${drawn}.`,
    '* surely the best: the intervals of its differences to all others exclude 0.',
    ...dimensions.flatMap((dimension) => ['', ...agreementTable(comparison, dimension)]),
    ...section('Quadrants', quadrantTable(comparison)),
    ...section('Paired differences: the first minus the second', differenceTable(comparison)),
    ...section('Calibration: slope of labels on predictions, deviation of predictions over that of labels', calibrationTable(comparison)),
    ...section('Over seeds: mean, interval by Student’s t', seedTable(comparison)),
    ...section('Settings that differ', settingTable(comparison)),
    ...section('Agreement of those who labelled the same of these tracks', annotatorTable(comparison)),
    ...(details ? [...section('Errors by group: MAE (bias)', errorTable(comparison)), ...confusionTables(comparison)] : []),
    ...section('Notes', comparison.notes),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function agreementTable({ entries, best }: Comparison, dimension: Dimension): string[] {
  const titles = agreementKeys.map((key) => agreementDescriptors[key].title)
  return tableLines(
    [dimension, ...titles],
    entries.map((entry) => [
      entry.name,
      ...agreementKeys.map((key) => {
        const figure = figureOf(dimension, key)
        return `${bounded(entry.figures[figure])}${best[figure] === entry.key ? ' *' : ''}`
      }),
    ]),
  )
}

function quadrantTable({ entries, best }: Comparison): string[] {
  const measured = entries.filter(({ confusion }) => confusion !== null)
  if (measured.length === 0) return []
  return tableLines(
    ['', 'right', 'balanced', ...quadrants.map((quadrant) => `Q${quadrant}`)],
    measured.map(({ key, name, figures, confusion }) => [
      name,
      `${percent(figures.right)}${best.right === key ? ' *' : ''}`,
      `${percent(figures.balanced)}${best.balanced === key ? ' *' : ''}`,
      ...(confusion?.right ?? []).map(percent),
    ]),
  )
}

const comparedFigures: readonly FigureKey[] = ['valence.r2', 'arousal.r2', 'valence.ccc', 'arousal.ccc', 'right']

function differenceTable({ entries, differences }: Comparison): string[] {
  if (entries.length < 2) return []
  const nameOf = (key: string): string => entries.find((entry) => entry.key === key)?.name ?? key
  const pairs = [...new Map(differences.map(({ one, other }) => [`${one} ${other}`, { one, other }])).values()]
  const cell = (one: string, other: string, figure: FigureKey): string => {
    const found = differences.find((candidate) => candidate.one === one && candidate.other === other && candidate.figure === figure)
    return found ? `${bounded(found)} p ${pValue(found.p)}` : '–'
  }
  return tableLines(
    ['', ...comparedFigures.map(titleOfFigure)],
    pairs.map(({ one, other }) => [`${nameOf(one)} − ${nameOf(other)}`, ...comparedFigures.map((figure) => cell(one, other, figure))]),
  )
}

function calibrationTable({ entries }: Comparison): string[] {
  const cells = ({ calibration }: Entry): string[] =>
    dimensions.flatMap((dimension) => [decimals(calibration[dimension]?.slope), decimals(calibration[dimension]?.range)])
  return tableLines(
    ['', ...dimensions.flatMap((dimension) => [`slope ${dimension}`, `range ${dimension}`])],
    entries.map((entry) => [entry.name, ...cells(entry)]),
  )
}

function seedTable({ entries }: Comparison): string[] {
  const several = entries.filter(({ overSeeds }) => overSeeds !== null)
  if (several.length === 0) return []
  return tableLines(
    ['', 'seeds', ...comparedFigures.map(titleOfFigure)],
    several.map(({ name, members, overSeeds }) => [
      name,
      String(members.length),
      ...comparedFigures.map((figure) => {
        const found = overSeeds?.[figure]
        return found ? bounded({ ...found, value: found.mean }) : '–'
      }),
    ]),
  )
}

function settingTable({ entries, settings }: Comparison): string[] {
  if (settings.length === 0) return []
  return tableLines(
    ['setting', ...entries.map(({ name }) => name)],
    settings.map(({ setting, values }) => [setting, ...values.map((value) => value ?? '–')]),
  )
}

function annotatorTable({ agreement }: Comparison): string[] {
  if (agreement.length === 0) return []
  const cells = ({ mae, pearson, ccc }: Comparison['agreement'][number]['valence']): string[] => [mae, pearson, ccc].map(decimals)
  return tableLines(
    ['', 'tracks', ...dimensions.flatMap((dimension) => [`MAE ${dimension}`, `r ${dimension}`, `CCC ${dimension}`])],
    agreement.map((pair) => [`${pair.one} and ${pair.other}`, String(pair.tracks), ...cells(pair.valence), ...cells(pair.arousal)]),
  )
}

function errorTable({ entries, errors }: Comparison): string[] {
  const cell = (error: Comparison['errors'][number]['entries'][number]['valence']): string =>
    error ? `${twoDecimals(error.mae)} (${twoDecimals(error.bias)})` : '–'
  return tableLines(
    ['by', 'group', 'tracks', ...entries.flatMap(({ name }) => [`${name}: valence`, 'arousal'])],
    errors.map((group) => [
      ...[group.grouping, group.name, String(group.tracks)],
      ...group.entries.flatMap(({ valence, arousal }) => [cell(valence), cell(arousal)]),
    ]),
  )
}

function confusionTables({ entries }: Comparison): string[] {
  return entries.flatMap(({ name, confusion }) =>
    section(
      `Confusion of quadrants: ${name}`,
      confusion === null
        ? []
        : tableLines(
            ['label', ...quadrants.map((quadrant) => `predicted Q${quadrant}`)],
            confusion.counts.map((row, index) => [`Q${index + 1}`, ...row.map((count) => String(Number(count.toFixed(1))))]),
          ),
    ),
  )
}

const decimals = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : twoDecimals(value))

function bounded(figure: Bounded | null | undefined): string {
  if (!figure) return '–'
  const { value, low, high } = figure
  return low === null || high === null ? twoDecimals(value) : `${twoDecimals(value)} [${twoDecimals(low)}, ${twoDecimals(high)}]`
}

function percent(figure: Bounded | null): string {
  if (figure === null) return '–'
  const whole = (share: number): string => (100 * share).toFixed(0)
  const { value, low, high } = figure
  return low === null || high === null ? `${whole(value)} %` : `${whole(value)} % [${whole(low)}, ${whole(high)}]`
}

const pValue = (p: number): string => (p < 0.001 ? '<.001' : p.toFixed(3).replace(/^0/u, ''))
