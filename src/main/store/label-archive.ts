import type { Stratification } from '@shared/domain/checked-set'
import type { LabelSource } from '@shared/domain/label'
import type { Dimension } from '@shared/domain/plane'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** A lexicon that label versions were derived with. */
export interface ArchivedLexicon {
  readonly id: number
  readonly name: string
  readonly source: string
  readonly licence: string
  readonly createdAt: string
}

/** The lexicons that a library's label versions were derived with. */
export function lexiconsOfVersions(database: LibraryDatabase): ArchivedLexicon[] {
  return database
    .prepare<[], ArchivedLexicon>(
      `SELECT id, name, source, licence, created_at AS createdAt FROM lexicons
       WHERE id IN (SELECT lexicon_id FROM label_versions) ORDER BY id`,
    )
    .all()
}

/** An excerpt as it is stored, deleted or not. */
export interface ArchivedExcerpt {
  readonly id: number
  readonly trackId: number
  readonly startSeconds: number
  readonly endSeconds: number
  readonly createdAt: string
  readonly deletedAt: string | null
}

/** Every excerpt that was ever drawn, by id. */
export function everyExcerpt(database: LibraryDatabase): ArchivedExcerpt[] {
  return database
    .prepare<[], ArchivedExcerpt>(
      `SELECT id, track_id AS trackId, start_seconds AS startSeconds, end_seconds AS endSeconds, created_at AS createdAt,
         deleted_at AS deletedAt FROM excerpts ORDER BY id`,
    )
    .all()
}

/** A label as it is stored. */
export interface ArchivedLabel {
  readonly trackId: number
  readonly excerptId: number | null
  readonly valence: number | null
  readonly arousal: number | null
  /** The one dimension that was given; null: both. */
  readonly stated: Dimension | null
  /** The stated coordinate of a label that has none for the other dimension yet. */
  readonly waiting: number | null
  readonly source: LabelSource
  readonly versionId: number | null
  readonly author: string
  readonly note: string
  readonly createdAt: string
}

/** A label as it is stored, with its id. */
export interface StoredLabel extends ArchivedLabel {
  readonly id: number
}

/** What a label belongs to. */
export type LabelOwner = Pick<StoredLabel, 'id' | 'trackId' | 'versionId'>

/** Every label that was ever added, by id: what it belongs to, one by one. Nothing may be written meanwhile. */
export function eachLabelOwner(database: LibraryDatabase): IterableIterator<LabelOwner> {
  return database.prepare<[], LabelOwner>('SELECT id, track_id AS trackId, version_id AS versionId FROM labels ORDER BY id').iterate()
}

/** Labels whose id is above `afterId` and at most `lastId`, by id, at most `limit` of them. A label that is stored never changes. */
export function storedLabels(
  database: LibraryDatabase,
  { afterId, lastId, limit }: { readonly afterId: number; readonly lastId: number; readonly limit: number },
): StoredLabel[] {
  return prepared<StoredLabel>(
    database,
    `SELECT id, track_id AS trackId, excerpt_id AS excerptId, valence, arousal, stated, waiting, source, version_id AS versionId, author,
       note, created_at AS createdAt
     FROM labels WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`,
  ).all(afterId, lastId, limit)
}

/**
 * The labels that are present: the last of their source and track or excerpt, or of the active version, and their excerpt is there.
 * @returns by id whether a label is the track's label, or part of the mean that is
 */
export function presentLabels(database: LibraryDatabase): Map<number, boolean> {
  const rows = database
    .prepare<[], { id: number; counts: number }>(
      `WITH last AS (SELECT max(id) AS id FROM labels WHERE version_id IS NULL GROUP BY track_id, excerpt_id, source)
       SELECT l.id,
         l.valence IS NOT NULL AND c.source IS l.source AND (c.excerpts > 0) = (l.excerpt_id IS NOT NULL) AS counts
       FROM labels l LEFT JOIN label_versions v ON v.id = l.version_id LEFT JOIN excerpts e ON e.id = l.excerpt_id
         LEFT JOIN current_labels c ON c.track_id = l.track_id
       WHERE (v.active = 1 OR l.id IN (SELECT id FROM last)) AND e.deleted_at IS NULL AND coalesce(l.valence, l.waiting) IS NOT NULL`,
    )
    .all()
  return new Map(rows.map(({ id, counts }) => [id, counts === 1]))
}

/** Adds a label as it stood elsewhere. The caller refreshes the current labels in the same transaction. */
export function insertArchivedLabel(database: LibraryDatabase, label: ArchivedLabel): void {
  prepared(
    database,
    `INSERT INTO labels (track_id, excerpt_id, valence, arousal, stated, waiting, source, version_id, author, note, created_at)
     VALUES (@trackId, @excerptId, @valence, @arousal, @stated, @waiting, @source, @versionId, @author, @note, @createdAt)`,
  ).run(label)
}

/** A label version as it stood elsewhere; its labels are added one by one. */
export interface ArchivedVersion {
  /** JSON. */
  readonly scheme: string
  /** Name of a lexicon of this library. */
  readonly lexicon: string
  /** The lexicon's licence when it was used. */
  readonly licence: string
  readonly note: string
  readonly author: string
  readonly labelled: number
  readonly unlabelled: number
  readonly createdAt: string
}

/**
 * Adds a label version that is not active.
 * @returns its id
 */
export function insertArchivedVersion(database: LibraryDatabase, version: ArchivedVersion): number {
  const { lastInsertRowid } = prepared(
    database,
    `INSERT INTO label_versions (scheme, lexicon_id, lexicon_name, licence, note, author, labelled, unlabelled, active, created_at)
     VALUES (@scheme, (SELECT id FROM lexicons WHERE name = @lexicon), @lexicon, @licence, @note, @author, @labelled, @unlabelled, 0,
       @createdAt)`,
  ).run(version)
  return Number(lastInsertRowid)
}

/** Counts labels that were added to a version afterwards: so many tracks more have one. */
export function countLabelsOfVersion(database: LibraryDatabase, versionId: number, added: number): void {
  prepared(database, 'UPDATE label_versions SET labelled = labelled + ?, unlabelled = max(0, unlabelled - ?) WHERE id = ?').run(
    added,
    added,
    versionId,
  )
}

/**
 * Adds an excerpt as it stood elsewhere.
 * @returns its id
 */
export function insertArchivedExcerpt(database: LibraryDatabase, excerpt: Omit<ArchivedExcerpt, 'id'>): number {
  const { lastInsertRowid } = prepared(
    database,
    `INSERT INTO excerpts (track_id, start_seconds, end_seconds, created_at, deleted_at)
     VALUES (@trackId, @startSeconds, @endSeconds, @createdAt, @deletedAt)`,
  ).run(excerpt)
  return Number(lastInsertRowid)
}

/** A checked set as it is stored. */
export interface ArchivedCheckedSet {
  readonly name: string
  readonly stratify: Stratification
  readonly seed: number
  readonly createdAt: string
  readonly frozenAt: string | null
  /** In the order in which they are to be labelled, with the labels that were frozen. */
  readonly tracks: readonly { readonly trackId: number; readonly valence: number | null; readonly arousal: number | null }[]
}

/** Every checked set, by id. */
export function everyCheckedSet(database: LibraryDatabase): ArchivedCheckedSet[] {
  const tracksOf = database.prepare<[number], ArchivedCheckedSet['tracks'][number]>(
    'SELECT track_id AS trackId, valence, arousal FROM checked_set_tracks WHERE set_id = ? ORDER BY position',
  )
  return database
    .prepare<[], Omit<ArchivedCheckedSet, 'tracks'> & { id: number }>(
      'SELECT id, name, stratify, seed, created_at AS createdAt, frozen_at AS frozenAt FROM checked_sets ORDER BY id',
    )
    .all()
    .map(({ id, ...set }) => ({ ...set, tracks: tracksOf.all(id) }))
}

/** Adds a checked set as it stood elsewhere, in the transaction of the caller; its name must not be in use. */
export function insertArchivedCheckedSet(database: LibraryDatabase, { tracks, ...set }: ArchivedCheckedSet): void {
  const { lastInsertRowid } = prepared(
    database,
    `INSERT INTO checked_sets (name, stratify, seed, created_at, frozen_at) VALUES (@name, @stratify, @seed, @createdAt, @frozenAt)`,
  ).run(set)
  const add = prepared(database, 'INSERT INTO checked_set_tracks (set_id, track_id, position, valence, arousal) VALUES (?, ?, ?, ?, ?)')
  tracks.forEach(({ trackId, valence, arousal }, position) => add.run(lastInsertRowid, trackId, position, valence, arousal))
}

/** Deletes the checked set of a name; the labels of its tracks stay. */
export function deleteCheckedSetNamed(database: LibraryDatabase, name: string): void {
  prepared(database, 'DELETE FROM checked_sets WHERE name = ?').run(name)
}
