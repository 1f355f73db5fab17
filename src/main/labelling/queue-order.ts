import type { QueueOrder } from '@shared/contract/review-queue'
import { joinParts, type ReasonWeights } from '@shared/domain/unreliability/reasons'
import { mostUsefulFirst, type UsefulCandidate } from '@shared/domain/unreliability/most-useful'
import type { JudgedTrack } from './queue-parts'

/** A judged track with its score in [0, 1]. */
export interface ScoredTrack extends JudgedTrack {
  readonly score: number
  readonly reviewed: boolean
}

/** Cells along each side of the plane: tracks of one cell teach a network much the same. */
const cellsAcross = 8

type Sort = (tracks: readonly ScoredTrack[]) => ScoredTrack[]

/** How each order sorts tracks; those that a person labelled come last in both. */
const sorts: Readonly<Record<QueueOrder, Sort>> = {
  unreliability: (tracks) =>
    tracks
      .filter(({ score }) => score > 0)
      .sort((one, other) => Number(one.reviewed) - Number(other.reviewed) || other.score - one.score || one.trackId - other.trackId),
  usefulness: (tracks) => {
    const order = mostUsefulFirst(tracks.map(candidateOf)).flatMap((index) => tracks[index] ?? [])
    return [...order, ...tracks.filter(({ reviewed }) => reviewed)]
  },
}

/** Scores tracks by a library's weights and puts them into an order. */
export function orderTracks(tracks: readonly JudgedTrack[], order: QueueOrder, weights: ReasonWeights): ScoredTrack[] {
  return sorts[order](tracks.map((track) => scored(track, weights)))
}

export function scored(track: JudgedTrack, weights: ReasonWeights): ScoredTrack {
  return { ...track, score: joinParts(track.parts, weights), reviewed: track.source === 'human' }
}

function candidateOf({ score, reviewed, votes, valence, arousal, predictedValence, predictedArousal }: ScoredTrack): UsefulCandidate {
  const mass = votes.reduce((sum, { count }) => sum + count, 0)
  const cell = (value: number): number => Math.min(cellsAcross - 1, Math.max(0, Math.floor(((value + 1) / 2) * cellsAcross)))
  const [v, a] = [
    Number.isNaN(predictedValence) ? (valence ?? 0) : predictedValence,
    Number.isNaN(predictedArousal) ? (arousal ?? 0) : predictedArousal,
  ]
  return {
    unreliability: score,
    reviewed,
    topics: [...votes.map(({ word, count }) => [word, count / mass] as const), [`cell ${cell(v)} ${cell(a)}`, 1]],
  }
}
