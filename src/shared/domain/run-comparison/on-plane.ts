import { type PlanePoint, quadrantAt, quadrantOfLabel, quadrants } from '../plane'
import { wilsonInterval } from '../wilson'
import type { ComparedEntry, ComparedTrack } from './compared'

/** A share of tracks with Wilson's 95 % interval, all in [0, 1]. */
export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Which quadrants are predicted for the labels of which. */
export interface QuadrantConfusion {
  /** Tracks by the quadrant of the label (rows Q1…Q4) and of the prediction (columns); with several members the mean over them. */
  readonly counts: readonly (readonly number[])[]
  /** Of each row the share on the diagonal; null where no label lies. */
  readonly right: readonly (Share | null)[]
  /** The same over all tracks. */
  readonly overall: Share
}

/** Confusion of quadrants on the tracks whose label has both dimensions; null where none has. */
export function quadrantConfusion(tracks: readonly ComparedTrack[], { members }: Pick<ComparedEntry, 'members'>): QuadrantConfusion | null {
  const labels = tracks.map(quadrantOfLabel)
  const total = labels.filter((label) => label !== null).length
  if (total === 0) return null
  const counts = quadrants.map((observed) =>
    quadrants.map((predicted) => {
      const all = members.flatMap((points) => points.filter((point, row) => labels[row] === observed && isIn(point, predicted)))
      return all.length / members.length
    }),
  )
  const diagonal = counts.map((row, index) => row[index] ?? 0)
  return {
    counts,
    right: counts.map((row, index) => {
      const size = sumOf(row)
      return size === 0 ? null : wilsonInterval(diagonal[index] ?? 0, size)
    }),
    overall: wilsonInterval(sumOf(diagonal), total),
  }
}

const isIn = ({ valence, arousal }: PlanePoint, quadrant: number): boolean => quadrantAt(valence, arousal) === quadrant

/** A square of the plane with the tracks whose label lies in it. */
export interface ResidualCell {
  /** Middle of the square, −1…1. */
  readonly valence: number
  readonly arousal: number
  readonly tracks: number
  /** Mean of prediction minus label. */
  readonly valenceShift: number
  readonly arousalShift: number
  /** Mean distance of prediction and label on the plane. */
  readonly distance: number
}

/** Squares along each side of the plane. */
export const residualCellsPerSide = 8

/** Where on the plane an entry errs, and in which direction; only squares with labels, by rising valence, then arousal. */
export function residualMap(tracks: readonly ComparedTrack[], { members }: Pick<ComparedEntry, 'members'>): ResidualCell[] {
  const cells = new Map<number, { tracks: number; rows: number; valence: number; arousal: number; distance: number }>()
  const [first] = members
  for (const points of members) {
    for (const [row, { valence, arousal }] of tracks.entries()) {
      const point = points[row]
      if (valence === null || arousal === null || !point) continue
      const key = cellAt(valence) * residualCellsPerSide + cellAt(arousal)
      const cell = cells.get(key) ?? { tracks: 0, rows: 0, valence: 0, arousal: 0, distance: 0 }
      const [valenceError, arousalError] = [point.valence - valence, point.arousal - arousal]
      cell.tracks += Number(points === first)
      cell.rows += 1
      cell.valence += valenceError
      cell.arousal += arousalError
      cell.distance += Math.hypot(valenceError, arousalError)
      cells.set(key, cell)
    }
  }
  return [...cells]
    .sort(([one], [other]) => one - other)
    .map(([key, cell]) => ({
      valence: middleOf(Math.floor(key / residualCellsPerSide)),
      arousal: middleOf(key % residualCellsPerSide),
      tracks: cell.tracks,
      valenceShift: cell.valence / cell.rows,
      arousalShift: cell.arousal / cell.rows,
      distance: cell.distance / cell.rows,
    }))
}

function cellAt(coordinate: number): number {
  const cell = Math.floor(((coordinate + 1) / 2) * residualCellsPerSide)
  return Math.max(0, Math.min(residualCellsPerSide - 1, cell))
}

const middleOf = (cell: number): number => ((cell + 0.5) / residualCellsPerSide) * 2 - 1

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
