import type { HandlerArgument } from '@shared/contract/channels'
import type { QueueEntry } from '@shared/contract/review-queue'
import { checkedTrackIds, openCheckedTracks, type OpenCheckedSet } from '../store/checked-sets'
import { presentHumanLabels } from '../store/human-labels'
import type { LibraryDatabase } from '../store/library'
import type { ScoredTrack } from './queue-order'
import type { JudgedTrack } from './queue-parts'

type Request = HandlerArgument<'queue.list'>

/** What a queue does with the tracks of checked sets. */
export interface BlindTracks {
  /** Keeps the tracks that the queue may hold. */
  readonly keep: <Track extends JudgedTrack>(tracks: readonly Track[]) => Track[]
  /** The set for which people label a track now, blind; null for none. */
  readonly setOf: (trackId: number) => OpenCheckedSet | null
  /** Whether people labelled the track since its set was drawn; an earlier label was not placed blind. */
  readonly isLabelled: (trackId: number) => boolean
  /** Says how many tracks were left out; '' for none. */
  readonly note: (tracks: readonly JudgedTrack[]) => string
}

/**
 * Tracks of a set that people label are not in the common queue: they have a queue of their own, without reasons. Nor are tracks of any set
 * in the order of usefulness, because nothing learns from them. Filters that would give away what is hidden find none of them.
 */
export function blindTracks(database: LibraryDatabase, { trackIds, order, filter }: Request): BlindTracks {
  const open = openCheckedTracks(database)
  const labelled = new Set(
    presentHumanLabels(database, [...open.keys()])
      .filter(({ trackId, excerptId, createdAt }) => excerptId === null && createdAt >= (open.get(trackId)?.createdAt ?? ''))
      .map(({ trackId }) => trackId),
  )
  const isCommon = trackIds === null
  const givesAway = filter.word !== undefined || filter.quadrants !== undefined || filter.labelSources !== undefined
  const leftOut: { has(trackId: number): boolean } =
    isCommon && order === 'usefulness' ? checkedTrackIds(database) : isCommon || givesAway ? open : new Set()
  return {
    keep: (tracks) => tracks.filter(({ trackId }) => !leftOut.has(trackId)),
    setOf: (trackId) => open.get(trackId) ?? null,
    isLabelled: (trackId) => labelled.has(trackId),
    note: (tracks) => {
      const count = tracks.filter(({ trackId }) => leftOut.has(trackId)).length
      return count === 0 ? '' : ` Left out: ${count.toLocaleString('en')} of checked sets, which are labelled blind from their set.`
    },
  }
}

/** The entry of a track that is labelled blind: nothing that others say of it. */
export function blindEntry({ trackId, title, artist, path }: ScoredTrack, { name }: OpenCheckedSet, reviewed: boolean): QueueEntry {
  const detail = `blind, for the checked set “${name}”`
  return { trackId, title, artist, path, quadrant: null, score: 0, reviewed, reason: 'chosen', detail, parts: [] }
}
