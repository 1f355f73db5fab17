import type { QueueEntry } from '@shared/contract/labels'
import { type ReviewEvidence, reviewSuggestion, type ReviewSuggestion, tagDispersion } from '@shared/domain/review'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveByScheme } from '@shared/domain/schemes/scheme'
import type { TagMatrix } from '@shared/domain/tag-matrix'
import type { ServiceContext } from '../service-context'
import { evidenceOfTracks } from '../store/evidence'
import { type LabelledTrackRow, currentLabels } from '../store/labels'
import type { LibraryDatabase } from '../store/library'
import { trackIds as findTrackIds, trackRows } from '../store/track-pages'
import { readTagMatrix } from './tag-matrix'

interface Candidate extends ReviewSuggestion {
  readonly trackId: number
  readonly reviewed: boolean
}

/**
 * Tracks that deserve a look, the most useful first; those that have a human label already come last.
 * @param trackIds null: all tracks with a reason. Else exactly these, in this order, with the reason 'chosen'
 */
export function reviewQueue(context: ServiceContext, trackIds: readonly number[] | null, limit: number): QueueEntry[] {
  const { database } = context.library()
  const evidence = createEvidence(database)
  const candidates = trackIds
    ? trackIds.slice(0, limit).map((trackId) => chosen(trackId, evidence))
    : Array.from(findTrackIds(database, {}, { by: 'createdAt', direction: 'ascending' }), (trackId) => suggested(trackId, evidence))
        .filter((candidate) => candidate !== null)
        .sort((a, b) => Number(a.reviewed) - Number(b.reviewed) || b.usefulness - a.usefulness || a.trackId - b.trackId)
        .slice(0, limit)
  return withNames(database, candidates)
}

interface Evidence {
  of(trackId: number): ReviewEvidence
  reviewed(trackId: number): boolean
}

function createEvidence(database: LibraryDatabase): Evidence {
  const labels = new Map<number, LabelledTrackRow>(currentLabels(database).map((row) => [row.trackId, row]))
  const predictions = evidenceOfTracks(database)
  const matrix = readTagMatrix(database)
  const rowOf = new Map(Array.from(matrix.trackIds, (trackId, row) => [trackId, row]))
  const points = deriveByScheme(matrix, publishedScheme)
  return {
    of: (trackId) => {
      const row = rowOf.get(trackId)
      const words = row === undefined ? [] : wordsWithCoordinates(matrix, row)
      return {
        label: labels.get(trackId) ?? null,
        words: words.length,
        onlyWord: words.length === 1 ? (words[0] ?? null) : null,
        dispersion: row === undefined ? 0 : tagDispersion(matrix, points, row),
        prediction: predictions.get(trackId) ?? null,
      }
    },
    reviewed: (trackId) => labels.get(trackId)?.source === 'human',
  }
}

function suggested(trackId: number, evidence: Evidence): Candidate | null {
  const suggestion = reviewSuggestion(evidence.of(trackId))
  return suggestion && { ...suggestion, trackId, reviewed: evidence.reviewed(trackId) }
}

function chosen(trackId: number, evidence: Evidence): Candidate {
  const detail = reviewSuggestion(evidence.of(trackId))?.detail ?? 'Chosen by hand.'
  return { trackId, reason: 'chosen', usefulness: 1, detail, reviewed: evidence.reviewed(trackId) }
}

function wordsWithCoordinates(matrix: TagMatrix, row: number): string[] {
  const entries = matrix.wordIndex.subarray(matrix.offsets[row] ?? 0, matrix.offsets[row + 1] ?? 0)
  return Array.from(entries, (index) => matrix.words[index])
    .filter((word) => word !== undefined && word.valence !== null)
    .map((word) => word?.word ?? '')
}

/** Tracks that have gone meanwhile are left out. */
function withNames(database: LibraryDatabase, candidates: readonly Candidate[]): QueueEntry[] {
  const names = new Map(
    trackRows(
      database,
      candidates.map(({ trackId }) => trackId),
    ).map((row) => [row.id, row]),
  )
  return candidates.flatMap(({ trackId, reason, detail, reviewed }) => {
    const row = names.get(trackId)
    return row ? [{ trackId, title: row.title, artist: row.artist, reason, detail, reviewed }] : []
  })
}
