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

/** A stored label and what it is worth now. */
export interface EveryLabel extends ArchivedLabel {
  readonly id: number
  /** 1: the last of its source and track or excerpt, or of the active version, and its excerpt is there. */
  readonly isPresent: number
  /** 1: present, and the track's label or part of the mean that is. */
  readonly counts: number
}

/** Every label that was ever added, by id. */
export function everyLabel(database: LibraryDatabase): EveryLabel[] {
  return database
    .prepare<[], EveryLabel>(
      `WITH last AS (SELECT max(id) AS id FROM labels WHERE version_id IS NULL GROUP BY track_id, excerpt_id, source),
       present AS (
         SELECT l.id FROM labels l LEFT JOIN label_versions v ON v.id = l.version_id LEFT JOIN excerpts e ON e.id = l.excerpt_id
         WHERE (v.active = 1 OR l.id IN (SELECT id FROM last)) AND e.deleted_at IS NULL AND coalesce(l.valence, l.waiting) IS NOT NULL
       )
       SELECT l.id, l.track_id AS trackId, l.excerpt_id AS excerptId, l.valence, l.arousal, l.stated, l.waiting, l.source,
         l.version_id AS versionId, l.author, l.note, l.created_at AS createdAt, p.id IS NOT NULL AS isPresent,
         p.id IS NOT NULL AND l.valence IS NOT NULL AND c.source IS l.source AND (c.excerpts > 0) = (l.excerpt_id IS NOT NULL) AS counts
       FROM labels l LEFT JOIN present p ON p.id = l.id LEFT JOIN current_labels c ON c.track_id = l.track_id ORDER BY l.id`,
    )
    .all()
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
