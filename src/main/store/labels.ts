import { type LabelSource, labelSources } from '@shared/domain/label'
import { fail } from '@shared/domain/failure'
import type { LabelRecord } from '@shared/contract/tracks'
import type { Dimension, PlanePoint } from '@shared/domain/plane'
import type { StatedPoint } from '@shared/domain/one-dimension'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** A label about to be added; null coordinates take back the one before it from the same source. */
export interface NewLabel {
  readonly trackId: number
  /** Null: the label of the whole track. */
  readonly excerptId: number | null
  readonly valence: number | null
  readonly arousal: number | null
  readonly source: Exclude<LabelSource, 'tags'>
  readonly author: string
  readonly note: string
  /** ISO 8601. */
  readonly createdAt: string
  /** The only dimension that was stated, the other being that of an earlier label; left out: both. */
  readonly stated?: Dimension | null
  /** The stated coordinate of a label without coordinates, which waits for the other dimension. */
  readonly waiting?: number | null
}

const labelColumns = `
  id, track_id AS trackId, excerpt_id AS excerptId, valence, arousal, source, author, version_id AS versionId, note,
  created_at AS createdAt, stated, waiting`

/** Adds a label. The caller refreshes the track's current label in the same transaction. */
export function insertLabel(database: LibraryDatabase, label: NewLabel): LabelRecord {
  const { trackId, excerptId, valence, arousal, source, author, note, createdAt, stated = null, waiting = null } = label
  const { lastInsertRowid } = database
    .prepare(
      `INSERT INTO labels (track_id, excerpt_id, valence, arousal, source, author, note, created_at, stated, waiting)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(trackId, excerptId, valence, arousal, source, author, note, createdAt, stated, waiting)
  const record = database.prepare<[number | bigint], LabelRecord>(`SELECT ${labelColumns} FROM labels WHERE id = ?`).get(lastInsertRowid)
  return record ?? fail('internal', `The label of track ${trackId} was not stored.`, 'Check the library, then try again.')
}

/** Every label a track ever had, the newest first. */
export function labelsOfTrack(database: LibraryDatabase, trackId: number): LabelRecord[] {
  return database.prepare<[number], LabelRecord>(`SELECT ${labelColumns} FROM labels WHERE track_id = ? ORDER BY id DESC`).all(trackId)
}

/** The newest human label of a track (excerpt null) or of an excerpt; null when there is none or it was withdrawn. */
export function presentHumanLabel(database: LibraryDatabase, trackId: number, excerptId: number | null): LabelRecord | null {
  const record = database
    .prepare<[number, number | null], LabelRecord>(
      `SELECT ${labelColumns} FROM labels WHERE track_id = ? AND source = 'human' AND excerpt_id IS ? ORDER BY id DESC LIMIT 1`,
    )
    .get(trackId, excerptId)
  return record && record.valence !== null ? record : null
}

/** The last label of a source on a track (excerpt null) or an excerpt; null where there is none. */
export function lastLabelOf(
  database: LibraryDatabase,
  { trackId, excerptId, source }: Pick<NewLabel, 'trackId' | 'excerptId' | 'source'>,
): StatedPoint | null {
  const last = prepared<StatedPoint>(
    database,
    `SELECT valence, arousal, stated, waiting FROM labels WHERE track_id = ? AND source = ? AND excerpt_id IS ? ORDER BY id DESC LIMIT 1`,
  )
  return last.get(trackId, source, excerptId) ?? null
}

/** The label that counts for a track, and its source; null where it has none. */
export function currentLabelOf(database: LibraryDatabase, trackId: number): (PlanePoint & { readonly source: LabelSource }) | null {
  const current = prepared<PlanePoint & { source: LabelSource }>(
    database,
    'SELECT valence, arousal, source FROM current_labels WHERE track_id = ?',
  )
  return current.get(trackId) ?? null
}

/** From so many tracks on, going through the whole library at once is quicker than asking for each. */
const fewTracks = 300

/**
 * Works out anew which label of each track counts: of the sources, the first of `labelSources` that labels it; of tags the label of the
 * active version, of other sources the newest. A withdrawn label lets the next source count. Where a source labels no whole track but
 * excerpts of it, the mean of the excerpts' labels counts.
 * Call it in the transaction that adds labels, deletes or brings back excerpts, or chooses a version.
 * @param trackIds the tracks concerned, or 'all'
 */
export function refreshCurrentLabels(database: LibraryDatabase, trackIds: readonly number[] | 'all'): void {
  database.transaction(() => {
    if (trackIds === 'all' || trackIds.length >= fewTracks) return refreshWhere(database, '1 = 1', [])
    for (const trackId of trackIds) refreshWhere(database, 'track_id = ?', [trackId])
  })()
}

function refreshWhere(database: LibraryDatabase, condition: string, values: readonly number[]): void {
  database.prepare(`DELETE FROM current_labels WHERE ${condition}`).run(...values)
  for (const source of labelSources) {
    database.prepare(currentLabelsFrom(source, condition)).run(...values)
    if (source !== 'tags') database.prepare(meansOfExcerpts(source, condition)).run(...values)
  }
}

/** Fills in, for tracks that have no current label yet, the one from a source. */
function currentLabelsFrom(source: LabelSource, condition: string): string {
  const candidates =
    source === 'tags'
      ? `SELECT id FROM labels WHERE version_id = (SELECT id FROM label_versions WHERE active = 1) AND ${condition}`
      : `SELECT MAX(id) FROM labels
         WHERE source = '${source}' AND version_id IS NULL AND excerpt_id IS NULL AND ${condition} GROUP BY track_id`
  return `
    INSERT OR IGNORE INTO current_labels (track_id, label_id, valence, arousal, source, quadrant)
    SELECT track_id, id, valence, arousal, source, quadrant_of(valence, arousal) FROM labels
    WHERE id IN (${candidates}) AND valence IS NOT NULL`
}

/** Fills in, for tracks that have no current label yet, the mean of a source's present labels on excerpts. */
function meansOfExcerpts(source: LabelSource, condition: string): string {
  return `
    INSERT OR IGNORE INTO current_labels (track_id, label_id, valence, arousal, source, quadrant, excerpts)
    SELECT track_id, max(id), avg(valence), avg(arousal), source, quadrant_of(avg(valence), avg(arousal)), count(*) FROM labels
    WHERE id IN (SELECT max(id) FROM labels WHERE source = '${source}' AND excerpt_id IS NOT NULL AND ${condition} GROUP BY excerpt_id)
      AND valence IS NOT NULL AND excerpt_id IN (SELECT id FROM excerpts WHERE deleted_at IS NULL)
    GROUP BY track_id`
}

/** A current label with what names its track. */
export interface LabelledTrackRow {
  trackId: number
  externalId: string | null
  title: string
  artist: string
  album: string
  valence: number
  arousal: number
  source: LabelSource
  versionId: number | null
}

/** The labels that count, with their tracks, in the order of the tracks' ids. */
export function currentLabels(database: LibraryDatabase): LabelledTrackRow[] {
  return database
    .prepare<[], LabelledTrackRow>(
      `SELECT t.id AS trackId, t.external_id AS externalId, t.title, t.artist, t.album, c.valence, c.arousal, c.source,
         l.version_id AS versionId
       FROM current_labels c JOIN tracks t ON t.id = c.track_id JOIN labels l ON l.id = c.label_id ORDER BY t.id`,
    )
    .all()
}

/** A current label that no scheme changes, because its source wins over tags. */
export interface FixedLabel {
  trackId: number
  valence: number
  arousal: number
  source: LabelSource
}

/** Current labels that no scheme changes. */
export function fixedLabels(database: LibraryDatabase): FixedLabel[] {
  return database
    .prepare<[], FixedLabel>(
      `SELECT track_id AS trackId, valence, arousal, source FROM current_labels WHERE source_rank(source) < source_rank('tags')`,
    )
    .all()
}
