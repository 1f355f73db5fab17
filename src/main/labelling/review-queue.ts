import type { QueueEntry, QueuePage } from '@shared/contract/review-queue'
import type { HandlerArgument } from '@shared/contract/channels'
import { mainPart, type ReasonWeights, type ReviewReason } from '@shared/domain/unreliability/reasons'
import type { ServiceContext } from '../service-context'
import type { Library } from '../store/library'
import { queueWeights } from '../store/queue-weights'
import { trackIds as findTrackIds } from '../store/track-pages'
import { blindEntry, blindTracks } from './blind-queue'
import { orderTracks, scored, type ScoredTrack } from './queue-order'
import { judgeTracks } from './queue-parts'

type Request = HandlerArgument<'queue.list'>

/** An order that was computed, so that further pages go on in it. */
interface Snapshot {
  readonly id: number
  readonly entries: readonly QueueEntry[]
  readonly counts: QueuePage['counts']
  readonly note: string
}

/** The latest snapshot of each open library. */
const snapshots = new WeakMap<Library, Snapshot>()
let snapshotsMade = 0

/**
 * A page of the tracks that deserve a look, those that a person labelled last. A call that names the latest snapshot gets the next page
 * of that order; every other call computes the order anew.
 */
export function reviewQueue(context: ServiceContext, request: Request): QueuePage {
  const library = context.library()
  const kept = snapshots.get(library)
  const snapshot = kept && kept.id === request.snapshot ? kept : makeSnapshot(library, request)
  const { id, entries, counts, note } = snapshot
  return {
    entries: entries.slice(request.offset, request.offset + request.limit),
    total: entries.length,
    reviewed: entries.filter(({ reviewed }) => reviewed).length,
    counts,
    note,
    snapshot: id,
  }
}

function makeSnapshot(library: Library, request: Request): Snapshot {
  const { database } = library
  const weights = queueWeights(database)
  const judged = judgeTracks(database)
  const blind = blindTracks(database, request)
  const { reasons, word, ...filter } = request.filter
  const found = new Set(findTrackIds(database, filter, { by: 'createdAt', direction: 'ascending' }))
  const filtered = blind
    .keep(judged.tracks)
    .filter(({ trackId, votes }) => found.has(trackId) && (word === undefined || votes.some((vote) => vote.word === word)))
  const isChosen = request.trackIds !== null
  const byId = new Map(isChosen ? filtered.map((track) => [track.trackId, track]) : [])
  const ordered = isChosen
    ? (request.trackIds ?? []).flatMap((trackId) => byId.get(trackId) ?? []).map((track) => scored(track, weights))
    : orderTracks(filtered, request.order, weights)
  const entries = ordered.map((track) => {
    const set = blind.setOf(track.trackId)
    return set ? blindEntry(track, set, blind.isLabelled(track.trackId)) : entryOf(track, weights, isChosen)
  })
  const counts = countReasons(entries)
  const named = reasons && new Set<ReviewReason>(reasons)
  const ofReasons = named ? entries.filter(({ parts }) => parts.some(({ reason }) => named.has(reason))) : entries
  snapshotsMade += 1
  const snapshot = { id: snapshotsMade, entries: ofReasons, counts, note: `${judged.note}${blind.note(judged.tracks)}` }
  snapshots.set(library, snapshot)
  return snapshot
}

function entryOf(track: ScoredTrack, weights: ReasonWeights, isChosen: boolean): QueueEntry {
  const { trackId, title, artist, path, quadrant, score, reviewed, parts } = track
  const main = mainPart(parts, weights)
  return {
    trackId,
    title,
    artist,
    path,
    quadrant,
    score: Number(score.toFixed(4)),
    reviewed,
    reason: isChosen || !main ? 'chosen' : main.reason,
    detail: main?.text ?? (isChosen ? 'chosen by hand' : 'teaches what others do not'),
    parts: parts.map(({ reason, strength, text }) => ({ reason, strength: Number(strength.toFixed(3)), text })),
  }
}

function countReasons(entries: readonly QueueEntry[]): QueuePage['counts'] {
  const counts: QueuePage['counts'] = {}
  for (const { parts } of entries) {
    for (const reason of new Set(parts.map((part) => part.reason))) counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}
