import { groupBy } from '../group-by'
import { type Dimension, dimensions, type PlanePoint, quadrantAt, quadrantOfLabel, quadrants } from '../plane'
import { agreementOf, agreementOfSums, noAgreement, type Agreement } from './agreement'
import type { ComparedEntry, ComparedTrack } from './compared'
import { type AgreementKey, agreementKeys, type Figures, figuresWith, isCorrelation } from './figures'
import { weightedSums } from './weighted-sums'

/**
 * What figures follow from, summed within each group of tracks: a resampled comparison then is a weighted sum over groups, however many
 * tracks they hold.
 */
export interface FigureSums {
  readonly groups: number
  /** All columns below, in the order in which they stand here. */
  readonly columns: readonly Float64Array[]
  /** Of the labels, for each dimension. */
  readonly labels: readonly LabelSums[]
  /** Tracks with both dimensions, whose label lies in Q1…Q4: [4][groups]. */
  readonly inQuadrant: readonly Float64Array[]
  readonly entries: readonly (readonly MemberSums[])[]
}

interface LabelSums {
  readonly count: Float64Array
  readonly observed: Float64Array
  readonly observedSquared: Float64Array
}

interface MemberSums {
  /** For each dimension. */
  readonly predictions: readonly PredictionSums[]
  /** Predictions in the quadrant of the label, by that quadrant: [4][groups]. */
  readonly hits: readonly Float64Array[]
}

interface PredictionSums {
  readonly absoluteError: Float64Array
  readonly predicted: Float64Array
  readonly predictedSquared: Float64Array
  readonly product: Float64Array
}

/** Sums labels and predictions within the groups of the tracks, moved by the labels' mean so that no digits are lost. */
export function figureSums(tracks: readonly ComparedTrack[], entries: readonly ComparedEntry[]): FigureSums {
  const groupNames = [...groupBy(tracks, ({ group }) => group).keys()]
  const numbers = new Map(groupNames.map((name, number) => [name, number]))
  const groupOf = tracks.map(({ group }) => numbers.get(group) ?? 0)
  const column = (value: (track: ComparedTrack, row: number) => number): Float64Array => {
    const sums = new Float64Array(groupNames.length)
    for (const [row, track] of tracks.entries()) {
      const group = groupOf[row] ?? 0
      sums[group] = (sums[group] ?? 0) + value(track, row)
    }
    return sums
  }
  const centres = dimensions.map((dimension) => meanOf(tracks.flatMap((track) => track[dimension] ?? [])))
  return withColumns({
    groups: groupNames.length,
    labels: dimensions.map((dimension, index) => labelSums(column, dimension, centres[index] ?? 0)),
    inQuadrant: quadrants.map((quadrant) => column((track) => Number(quadrantOfLabel(track) === quadrant))),
    entries: entries.map(({ members }) => members.map((points) => memberSums(column, points, centres))),
  })
}

function withColumns(sums: Omit<FigureSums, 'columns'>): FigureSums {
  const ofMember = ({ predictions, hits }: MemberSums): Float64Array[] => [
    ...predictions.flatMap((own) => [own.absoluteError, own.predicted, own.predictedSquared, own.product]),
    ...hits,
  ]
  const ofLabels = sums.labels.flatMap(({ count, observed, observedSquared }) => [count, observed, observedSquared])
  return { ...sums, columns: [...ofLabels, ...sums.inQuadrant, ...sums.entries.flat().flatMap(ofMember)] }
}

type Column = (value: (track: ComparedTrack, row: number) => number) => Float64Array

function labelSums(column: Column, dimension: Dimension, centre: number): LabelSums {
  const ofLabel = (value: (label: number) => number) =>
    column((track) => (track[dimension] === null ? 0 : value(track[dimension] - centre)))
  return { count: ofLabel(() => 1), observed: ofLabel((label) => label), observedSquared: ofLabel((label) => label ** 2) }
}

function memberSums(column: Column, points: readonly PlanePoint[], centres: readonly number[]): MemberSums {
  return {
    predictions: dimensions.map((dimension, index) => {
      const centre = centres[index] ?? 0
      const of = (value: (label: number, prediction: number) => number): Float64Array =>
        column((track, row) => {
          const label = track[dimension]
          return label === null ? 0 : value(label - centre, (points[row]?.[dimension] ?? 0) - centre)
        })
      return {
        absoluteError: of((label, prediction) => Math.abs(label - prediction)),
        predicted: of((_label, prediction) => prediction),
        predictedSquared: of((_label, prediction) => prediction ** 2),
        product: of((label, prediction) => label * prediction),
      }
    }),
    hits: quadrants.map((quadrant) =>
      column((track, row) => Number(quadrantOfLabel(track) === quadrant && quadrantOfPoint(points[row]) === quadrant)),
    ),
  }
}

const quadrantOfPoint = (point: PlanePoint | undefined) => (point ? quadrantAt(point.valence, point.arousal) : null)

/**
 * The figures of every entry on the given tracks; of an entry with several members the mean over those.
 * @returns null for a figure that cannot be computed
 */
export function figuresOf(
  tracks: readonly ComparedTrack[],
  { members, isConstant }: Pick<ComparedEntry, 'members' | 'isConstant'>,
): Figures {
  const ofMembers = members.map((points) => figuresOfMember(tracks, points))
  return figuresWith((key) => (isConstant && isCorrelation(key) ? null : meanOrNull(ofMembers.map((figures) => figures[key]))))
}

/** The figures of one set of predictions, in the order of the tracks. */
export function figuresOfMember(tracks: readonly ComparedTrack[], points: readonly PlanePoint[]): Figures {
  const agreements = dimensions.map((dimension) => {
    const rows = tracks.flatMap((track, row) => (track[dimension] === null ? [] : [row]))
    return agreementOf(
      rows.map((row) => tracks[row]?.[dimension] ?? 0),
      rows.map((row) => points[row]?.[dimension] ?? 0),
    )
  })
  const labels = tracks.map(quadrantOfLabel)
  const counts = quadrants.map((quadrant) => labels.filter((label) => label === quadrant).length)
  const hits = quadrants.map(
    (quadrant) => labels.filter((label, row) => label === quadrant && quadrantOfPoint(points[row]) === label).length,
  )
  return assemble(agreements, counts, hits)
}

/**
 * Writes the figures of a weighting of the groups, entry by entry, in the order of `figureKeys`; NaN stands for null.
 * @param weights how often each group was drawn, [groups]
 * @param target [entries × figures]
 */
export function writeWeightedFigures(sums: FigureSums, weights: Float64Array, target: Float64Array): void {
  const totals = weightedSums(sums.columns, weights)
  let read = 0
  const next = (): number => totals[read++] ?? 0
  // In the order of the columns.
  const labels = sums.labels.map(() => ({ count: next(), observed: next(), observedSquared: next() }))
  const counts = sums.inQuadrant.map(next)
  let position = 0
  for (const members of sums.entries) {
    const ofMembers = members.map(({ predictions, hits }) => {
      const agreements = predictions.map((_own, index) => {
        const label = labels[index]
        const own = { absoluteError: next(), predicted: next(), predictedSquared: next(), product: next() }
        return !label || label.count === 0 ? noAgreement : agreementOfSums({ ...label, ...own })
      })
      return assembleRow(agreements, counts, hits.map(next))
    })
    const size = ofMembers[0]?.length ?? 0
    for (let figure = 0; figure < size; figure += 1) {
      target[position] = meanOrNull(ofMembers.map((row) => row[figure] ?? null)) ?? NaN
      position += 1
    }
  }
}

/** Figures in the order of `figureKeys`. */
function assembleRow(agreements: readonly Agreement[], counts: readonly number[], hits: readonly number[]): (number | null)[] {
  const inEach = agreements.flatMap((agreement) => agreementKeys.map((key: AgreementKey) => agreement[key]))
  const shares = hits.flatMap((hit, index) => ((counts[index] ?? 0) > 0 ? hit / (counts[index] ?? 1) : []))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const right = total === 0 ? null : hits.reduce((sum, hit) => sum + hit, 0) / total
  return [...inEach, right, shares.length === 0 ? null : meanOf(shares)]
}

function assemble(agreements: readonly Agreement[], counts: readonly number[], hits: readonly number[]): Figures {
  const row = assembleRow(agreements, counts, hits)
  return figuresWith((_key, index) => row[index] ?? null)
}

function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length < values.length || known.length === 0 ? null : meanOf(known)
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
