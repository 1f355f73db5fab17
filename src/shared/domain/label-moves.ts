import { quadrantAt, type Quadrant } from './plane'
import type { TrackPoints } from './tag-matrix'

/** Two labels of each track, [tracks], in [−1, 1]; NaN where a track has none. */
export interface LabelPair {
  readonly trackIds: Int32Array<ArrayBuffer>
  readonly before: TrackPoints
  readonly after: TrackPoints
}

/** Two labels of each track as columns of any kind of numbers. */
interface AnyPair {
  readonly trackIds: ArrayLike<number>
  readonly before: Columns
  readonly after: Columns
}

interface Columns {
  readonly valence: ArrayLike<number>
  readonly arousal: ArrayLike<number>
}

/** A track whose label moves, is lost (`to` null) or gained (`from` null). Shifts and distance are 0 for the last two. */
export interface LabelMove {
  readonly trackId: number
  /** Row in the pair. */
  readonly row: number
  readonly from: Quadrant | null
  readonly to: Quadrant | null
  readonly deltaValence: number
  readonly deltaArousal: number
  /** How far, in plane units. */
  readonly distance: number
}

/** Shorter ways count as none. */
const smallestMove = 1e-6

/** All tracks that move, the farthest first, then those that lose or gain a label; of equal ones the smaller row first. */
export function labelMoves({ trackIds, before, after }: AnyPair): LabelMove[] {
  const moves: LabelMove[] = []
  for (let row = 0; row < trackIds.length; row += 1) {
    const [from, to] = [quadrantOrNull(before, row), quadrantOrNull(after, row)]
    const hasBoth = from !== null && to !== null
    const deltaValence = hasBoth ? (after.valence[row] ?? 0) - (before.valence[row] ?? 0) : 0
    const deltaArousal = hasBoth ? (after.arousal[row] ?? 0) - (before.arousal[row] ?? 0) : 0
    // Not Math.hypot, whose care for numbers too large to be squared costs time here and is not needed.
    const distance = Math.sqrt(deltaValence ** 2 + deltaArousal ** 2)
    if (distance < smallestMove && (from === null) === (to === null)) continue
    moves.push({ trackId: trackIds[row] ?? 0, row, from, to, deltaValence, deltaArousal, distance })
  }
  return moves.sort((one, other) => other.distance - one.distance || one.row - other.row)
}

/** What moved tracks can be chosen by. */
export const moveKinds = ['all', 'quadrant', 'lost', 'gained'] as const
export type MoveKind = (typeof moveKinds)[number]

const isOfKind: Readonly<Record<MoveKind, (move: LabelMove) => boolean>> = {
  all: () => true,
  quadrant: ({ from, to }) => from !== null && to !== null && from !== to,
  lost: ({ to }) => to === null,
  gained: ({ from }) => from === null,
}

/** What moved tracks can be ordered by: the largest first, of shifts the highest first. */
export const moveOrders = ['distance', 'deltaValence', 'deltaArousal'] as const
export type MoveOrder = (typeof moveOrders)[number]

/** The moves of a kind, from or to a quadrant where one is given, in an order. */
export function chooseMoves(moves: readonly LabelMove[], kind: MoveKind, quadrant: Quadrant | null, order: MoveOrder): LabelMove[] {
  return moves
    .filter((move) => isOfKind[kind](move) && (quadrant === null || move.from === quadrant || move.to === quadrant))
    .sort((one, other) => other[order] - one[order] || one.row - other.row)
}

/**
 * How many labels move how far: bin i counts distances in [i·width, (i+1)·width), the last one all that are farther too.
 * @param width of a bin in plane units, > 0
 * @param bins how many, ≥ 1
 */
export function shiftHistogram({ before, after }: LabelPair, width: number, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0)
  for (let row = 0; row < before.valence.length; row += 1) {
    const distance = Math.hypot(
      (after.valence[row] ?? NaN) - (before.valence[row] ?? NaN),
      (after.arousal[row] ?? NaN) - (before.arousal[row] ?? NaN),
    )
    if (Number.isNaN(distance)) continue
    const bin = Math.min(bins - 1, Math.floor(distance / width))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

function quadrantOrNull({ valence, arousal }: Columns, row: number): Quadrant | null {
  const own = valence[row] ?? NaN
  return Number.isNaN(own) ? null : quadrantAt(own, arousal[row] ?? NaN)
}
