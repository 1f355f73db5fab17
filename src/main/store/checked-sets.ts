import { fail } from '@shared/domain/failure'
import type { Stratification } from '@shared/domain/checked-set'
import type { PointsOfTracks } from '@shared/domain/label-comparison'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'

/** A checked set with how far it is labelled. */
export interface StoredCheckedSet {
  id: number
  name: string
  stratify: Stratification
  seed: number
  createdAt: string
  /** Null while people label it. */
  frozenAt: string | null
  tracks: number
  /** Tracks with a label by people; of a frozen set those that were frozen. */
  labelled: number
  withAudio: number
}

/** A checked set about to be stored. */
export interface NewCheckedSet {
  readonly name: string
  readonly stratify: Stratification
  readonly seed: number
  /** ISO 8601. */
  readonly createdAt: string
  /** In the order in which they are to be labelled. */
  readonly trackIds: readonly number[]
}

const selectSets = `
  SELECT s.id, s.name, s.stratify, s.seed, s.created_at AS createdAt, s.frozen_at AS frozenAt, count(x.track_id) AS tracks,
    count(CASE WHEN s.frozen_at IS NULL THEN c.track_id ELSE x.valence END) AS labelled, count(f.track_id) AS withAudio
  FROM checked_sets s LEFT JOIN checked_set_tracks x ON x.set_id = s.id
    LEFT JOIN current_labels c ON c.track_id = x.track_id AND c.source = 'human'
    LEFT JOIN files f ON f.track_id = x.track_id AND f.missing = 0`

/** All checked sets, the newest first. */
export function listCheckedSets(database: LibraryDatabase): StoredCheckedSet[] {
  return database.prepare<[], StoredCheckedSet>(`${selectSets} GROUP BY s.id ORDER BY s.id DESC`).all()
}

/**
 * One checked set.
 * @throws Failure `not-found`
 */
export function checkedSet(database: LibraryDatabase, id: number): StoredCheckedSet {
  const set = database.prepare<[number], StoredCheckedSet>(`${selectSets} WHERE s.id = ? GROUP BY s.id`).get(id)
  return set ?? fail('not-found', `There is no checked set ${id}.`, 'List the checked sets and choose one of them.')
}

/**
 * Stores a checked set with its tracks in one transaction.
 * @throws Failure `already-exists` for a name in use
 */
export function insertCheckedSet(
  database: LibraryDatabase,
  { name, stratify, seed, createdAt, trackIds }: NewCheckedSet,
): StoredCheckedSet {
  if (database.prepare('SELECT 1 FROM checked_sets WHERE name = ?').get(name))
    fail('already-exists', `There is a checked set named “${name}” already.`, 'Give it another name, or delete the other one first.')
  return database.transaction(() => {
    const insert = database.prepare('INSERT INTO checked_sets (name, stratify, seed, created_at) VALUES (?, ?, ?, ?)')
    const id = Number(insert.run(name, stratify, seed, createdAt).lastInsertRowid)
    const add = database.prepare('INSERT INTO checked_set_tracks (set_id, track_id, position) VALUES (?, ?, ?)')
    trackIds.forEach((trackId, position) => add.run(id, trackId, position))
    return checkedSet(database, id)
  })()
}

/**
 * Freezes a set with the labels that people have given its tracks.
 * @param frozenAt ISO 8601
 * @throws Failure `not-found`
 */
export function freezeCheckedSet(database: LibraryDatabase, id: number, frozenAt: string): void {
  database.transaction(() => {
    changesOne(database.prepare('UPDATE checked_sets SET frozen_at = ? WHERE id = ?').run(frozenAt, id), `checked set ${id}`)
    database
      .prepare(
        `UPDATE checked_set_tracks SET valence = c.valence, arousal = c.arousal FROM current_labels c
         WHERE set_id = ? AND c.track_id = checked_set_tracks.track_id AND c.source = 'human'`,
      )
      .run(id)
  })()
}

/**
 * Deletes a checked set; the labels of its tracks stay.
 * @throws Failure `not-found`
 */
export function deleteCheckedSet(database: LibraryDatabase, id: number): void {
  changesOne(database.prepare('DELETE FROM checked_sets WHERE id = ?').run(id), `checked set ${id}`)
}

/** Tracks of one set, in the order in which they are to be labelled. */
export function checkedTrackIdsOf(database: LibraryDatabase, id: number): number[] {
  return database.prepare<[number], number>('SELECT track_id FROM checked_set_tracks WHERE set_id = ? ORDER BY position').pluck().all(id)
}

/** Tracks of all checked sets: they train no network and fit no scheme that is judged by them. */
export function checkedTrackIds(database: LibraryDatabase): Set<number> {
  return new Set(database.prepare<[], number>('SELECT DISTINCT track_id FROM checked_set_tracks').pluck().all())
}

/** A checked set that people label now: what others say of its tracks is hidden from them. */
export interface OpenCheckedSet {
  readonly id: number
  readonly name: string
  /** ISO 8601: labels from then on were placed blind. */
  readonly createdAt: string
}

const selectOpen = `
  SELECT x.track_id AS trackId, s.id, s.name, s.created_at AS createdAt FROM checked_set_tracks x JOIN checked_sets s ON s.id = x.set_id
  WHERE s.frozen_at IS NULL`

/** The tracks of the checked sets that are not frozen, each with its set. */
export function openCheckedTracks(database: LibraryDatabase): Map<number, OpenCheckedSet> {
  const rows = prepared<OpenCheckedSet & { trackId: number }>(database, selectOpen).all()
  return new Map(rows.map(({ trackId, ...set }) => [trackId, set]))
}

/** The checked set that a track is in and that is not frozen; null for none. */
export function openCheckedSetOf(database: LibraryDatabase, trackId: number): OpenCheckedSet | null {
  const [row] = prepared<OpenCheckedSet & { trackId: number }>(database, `${selectOpen} AND x.track_id = ? ORDER BY s.id LIMIT 1`).all(
    trackId,
  )
  return row ? { id: row.id, name: row.name, createdAt: row.createdAt } : null
}

/**
 * Tracks of sets that are not frozen which people have not labelled as a whole since their set was drawn: what others say of them is
 * hidden.
 */
export function tracksThatWaitBlind(database: LibraryDatabase): Set<number> {
  const ids = prepared<{ trackId: number }>(
    database,
    `SELECT x.track_id AS trackId FROM checked_set_tracks x JOIN checked_sets s ON s.id = x.set_id
     WHERE s.frozen_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM labels l WHERE l.valence IS NOT NULL AND l.created_at >= s.created_at AND l.id = (
         SELECT max(id) FROM labels WHERE track_id = x.track_id AND source = 'human' AND excerpt_id IS NULL))`,
  ).all()
  return new Set(ids.map(({ trackId }) => trackId))
}

/** What people hear of the tracks of a set: the frozen labels, or those of now while it is not frozen. */
export function pointsOfCheckedSet(database: LibraryDatabase, { id, frozenAt }: StoredCheckedSet): PointsOfTracks {
  const sql =
    frozenAt === null
      ? `SELECT c.track_id AS trackId, c.valence, c.arousal FROM checked_set_tracks x
         JOIN current_labels c ON c.track_id = x.track_id AND c.source = 'human' WHERE x.set_id = ?`
      : 'SELECT track_id AS trackId, valence, arousal FROM checked_set_tracks WHERE set_id = ? AND valence IS NOT NULL'
  const rows = database.prepare<[number], { trackId: number; valence: number; arousal: number }>(sql).all(id)
  return new Map(rows.map(({ trackId, valence, arousal }) => [trackId, { valence, arousal }]))
}

/** A track that may be drawn for a checked set. */
export interface DrawableTrack {
  trackId: number
  hasAudio: number
  /** Label by people or imported: it may have been heard with others' labels in view. */
  isJudged: number
  quadrant: number | null
  heaviestWord: string | null
}

/** Tracks that are in no checked set, by id, with what they are stratified by. */
export function drawableTracks(database: LibraryDatabase): DrawableTrack[] {
  return database
    .prepare<[], DrawableTrack>(
      `WITH masses AS (
         SELECT x.track_id, g.word, sum(x.count) AS mass FROM track_tags x JOIN tags g ON g.id = x.tag_id
         WHERE g.word IS NOT NULL GROUP BY x.track_id, g.word
       ), heaviest AS (
         SELECT track_id, word, row_number() OVER (PARTITION BY track_id ORDER BY mass DESC, word) AS position FROM masses
       )
       SELECT t.id AS trackId, f.track_id IS NOT NULL AS hasAudio, coalesce(c.source IN ('human', 'imported'), 0) AS isJudged,
         c.quadrant, h.word AS heaviestWord
       FROM tracks t LEFT JOIN files f ON f.track_id = t.id AND f.missing = 0 LEFT JOIN current_labels c ON c.track_id = t.id
         LEFT JOIN heaviest h ON h.track_id = t.id AND h.position = 1
       WHERE t.id NOT IN (SELECT track_id FROM checked_set_tracks) ORDER BY t.id`,
    )
    .all()
}
