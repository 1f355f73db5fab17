import type { LabelRecord } from '@shared/contract/tracks'
import { checkRange } from '@shared/domain/excerpt-range'
import { Failure } from '@shared/domain/failure'
import { durationOfTrack, excerptOfRange, excerptsOfTrack, type TimeRange } from '../store/excerpts'
import type { LibraryDatabase } from '../store/library'

/** Where a label of another library's excerpt belongs. */
export interface ExcerptHere {
  /** Null: there is none yet. */
  readonly excerptId: number | null
  /** Why the label cannot be added; null when it can. */
  readonly whyNot: string | null
}

/**
 * Finds the excerpt of a track that an excerpt of another library means: one that has got its label before, though it was moved or
 * deleted here since, else one with these ends, to a millisecond.
 * @param twins labels of this track that are that label
 */
export function excerptOfForeign(database: LibraryDatabase, trackId: number, range: TimeRange, twins: readonly LabelRecord[]): ExcerptHere {
  const present = excerptsOfTrack(database, trackId)
  const same = excerptOfRange(database, trackId, range)
  const problem = same === null ? problemOf(range, durationOfTrack(database, trackId)) : null
  if (problem !== null) return { excerptId: null, whyNot: problem }
  const merged = twins.flatMap(({ excerptId }) => excerptId ?? [])
  const excerptId = merged.find((id) => id === same) ?? merged.find((id) => present.some((own) => own.id === id)) ?? merged[0] ?? same
  const deleted = excerptId !== null && !present.some(({ id }) => id === excerptId)
  return { excerptId, whyNot: deleted ? 'its excerpt was deleted here' : null }
}

function problemOf(range: TimeRange, durationSeconds: number | null): string | null {
  try {
    checkRange(range, durationSeconds)
    return null
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
