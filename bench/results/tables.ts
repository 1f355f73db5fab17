import type { ComparedRef, Comparison } from '@shared/contract/comparison'
import { type FigureKey, titleOfFigure } from '@shared/domain/run-comparison/figures'
import type { DevelopmentSet } from './sets'

type Entry = Comparison['entries'][number]
type Difference = Comparison['differences'][number]

/** A paired difference as a line of the benchmark: larger is better, so that `ratio` is ours over the goal. */
export interface DifferenceFigure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  readonly low: number
  readonly high: number
  readonly p: number
  /** Null where there is no goal above 0. */
  readonly ratio: number | null
  readonly goal: number | null
  readonly met: boolean | null
}

/** A number as papers write it: "−.05", "1.02"; without the sign of nothing. */
export function shortNumber(value: number): string {
  const digits = Math.abs(value).toFixed(2)
  const sign = value < 0 && Number(digits) !== 0 ? '−' : ''
  return `${sign}${digits.replace(/^0\./u, '.')}`
}

const shares: ReadonlySet<FigureKey> = new Set(['right', 'balanced'])

/** A figure with its interval; an en dash where it has none. */
function cellOf(figure: FigureKey, value: Entry['figures'][FigureKey]): string {
  if (value === null) return '–'
  const isShare = shares.has(figure)
  const write = (number: number): string => (isShare ? (100 * number).toFixed(0) : shortNumber(number))
  const { low, high } = value
  const bounds = low === null || high === null ? '' : ` (${write(low)} to ${write(high)})`
  return `${write(value.value)}${isShare ? ' %' : ''}${bounds}`
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

const refOf = (ref: ComparedRef, runs: ReadonlyMap<string, string>): string => {
  if (ref.kind === 'predictions') return `predictions:${ref.setId}`
  const run = runs.get(ref.runId) ?? ref.runId
  return ref.kind === 'run' ? run : `${run}:${ref.name}`
}

/** The entries of a comparison by what the rows of a set call them, such as `recommended:stack`. */
function entriesOf({ entries }: Comparison, runs: ReadonlyMap<string, string>): Map<string, Entry> {
  return new Map(entries.flatMap((entry) => entry.members.map(({ ref }) => [refOf(ref, runs), entry] as const)))
}

/** One minus the other, in whichever order the comparison holds them. */
function differenceOf({ differences }: Comparison, figure: FigureKey, one: Entry, other: Entry): Omit<Difference, 'one' | 'other'> | null {
  const found = differences.find((each) => each.figure === figure && each.one === one.key && each.other === other.key)
  if (found) return found
  const turned = differences.find((each) => each.figure === figure && each.one === other.key && each.other === one.key)
  return turned ? { ...turned, value: -turned.value, low: -turned.high, high: -turned.low } : null
}

const pInWords = (p: number): string => (p < 0.001 ? 'p < .001' : `p ${p.toFixed(3).replace(/^0/u, '')}`)

/**
 * The tables of a development set as Markdown, and its paired differences as lines of the benchmark.
 * @param runs names of runs by their id
 * @throws RangeError for a row that the comparison lacks
 */
export function tablesOf(
  set: DevelopmentSet,
  comparison: Comparison,
  runs: ReadonlyMap<string, string>,
): { markdown: string; figures: DifferenceFigure[] } {
  const entries = entriesOf(comparison, runs)
  const entryOf = (model: string): Entry => {
    const entry = entries.get(model)
    if (!entry) throw new RangeError(`The comparison of ${set.name} has no ${model}.`)
    return entry
  }
  const titles = new Map(set.rows.map(({ model, title }) => [model, title]))
  const rows = set.rows.map(({ model, title }) => [title, ...set.figures.map((figure) => cellOf(figure, entryOf(model).figures[figure]))])
  const figures: DifferenceFigure[] = []
  const differences = set.differences.map(({ one, other, goal }) => {
    const name = `${titles.get(one) ?? one} − ${titles.get(other) ?? other}`
    const cells = set.compared.map((figure) => {
      const found = differenceOf(comparison, figure, entryOf(one), entryOf(other))
      if (!found) return '–'
      figures.push(figureOf(`${set.name}: ${name}, ${titleOfFigure(figure)}`, found, goal))
      return `${shortNumber(found.value)} (${shortNumber(found.low)} to ${shortNumber(found.high)}), ${pInWords(found.p)}`
    })
    return [name, ...cells]
  })
  const markdown = [
    table(['', ...set.figures.map(titleOfFigure)], rows),
    table(['paired difference', ...set.compared.map(titleOfFigure)], differences),
  ]
  return { markdown: markdown.join('\n\n'), figures }
}

function figureOf(name: string, { value, low, high, p }: Omit<Difference, 'one' | 'other'>, goal: number | undefined): DifferenceFigure {
  const rounded = (number: number): number => Number(number.toFixed(4))
  return {
    ...{ name, unit: 'R²', ours: rounded(value), low: rounded(low), high: rounded(high), p: rounded(p) },
    ratio: goal === undefined || goal === 0 ? null : rounded(value / goal),
    goal: goal ?? null,
    met: goal === undefined ? null : value >= goal && low > 0,
  }
}

/**
 * A page with other tables between the markers of a set.
 * @throws RangeError for a page without them
 */
export function withTables(page: string, name: string, markdown: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new RangeError(`The page has no ${begin} … ${end}.`)
  return `${page.slice(0, from + begin.length)}\n\n${markdown}\n\n${page.slice(to)}`
}
