import type { LabelVersion } from '@shared/contract/labels'
import { schemeSchema } from '@shared/contract/schemes'
import type { Scheme } from '@shared/domain/schemes/scheme'
import type { Quadrant } from '@shared/domain/plane'
import { fail } from '@shared/domain/failure'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

/** Labels derived once by a scheme, as they are stored. */
export interface NewLabelVersion {
  readonly scheme: Scheme
  readonly lexiconId: number
  readonly note: string
  readonly author: string
  /** ISO 8601. */
  readonly createdAt: string
  /** Tracks with their derived labels, [−1, 1]. */
  readonly labels: readonly { readonly trackId: number; readonly valence: number; readonly arousal: number }[]
  readonly unlabelled: number
}

interface VersionRow {
  id: number
  scheme: string
  lexicon: string
  licence: string
  note: string
  author: string
  createdAt: string
  labelled: number
  unlabelled: number
  active: number
}

const selectVersions = `
  SELECT v.id, v.scheme, v.lexicon_name AS lexicon, v.licence, v.note, v.author, v.created_at AS createdAt, v.labelled, v.unlabelled,
    v.active
  FROM label_versions v`

/**
 * Adds a version with its labels and makes it the active one. The caller refreshes the current labels in the same transaction.
 * @returns the version's id
 * @throws Failure `not-found` for an unknown lexicon
 */
export function insertLabelVersion(database: LibraryDatabase, version: NewLabelVersion): number {
  return database.transaction(() => {
    database.prepare('UPDATE label_versions SET active = 0 WHERE active = 1').run()
    const id = insertVersion(database, version)
    const insert = database.prepare(
      `INSERT INTO labels (track_id, valence, arousal, source, author, version_id, created_at) VALUES (?, ?, ?, 'tags', ?, ?, ?)`,
    )
    for (const { trackId, valence, arousal } of version.labels) {
      insert.run(trackId, valence, arousal, version.author, id, version.createdAt)
    }
    return id
  })()
}

function insertVersion(database: LibraryDatabase, version: NewLabelVersion): number {
  const { scheme, note, author, labels, unlabelled, createdAt, lexiconId } = version
  const result = database
    .prepare(
      `INSERT INTO label_versions (scheme, lexicon_id, lexicon_name, licence, note, author, labelled, unlabelled, active, created_at)
       SELECT ?, id, name, licence, ?, ?, ?, ?, 1, ? FROM lexicons WHERE id = ?`,
    )
    .run(JSON.stringify(scheme), note, author, labels.length, unlabelled, createdAt, lexiconId)
  changesOne(result, `lexicon ${lexiconId}`)
  return Number(result.lastInsertRowid)
}

/** All versions, the newest first, each with the quadrants of its own labels. */
export function listLabelVersions(database: LibraryDatabase): LabelVersion[] {
  const quadrants = quadrantsOfVersions(database, 'all')
  const rows = database.prepare<[], VersionRow>(`${selectVersions} ORDER BY v.id DESC`).all()
  return rows.map((row) => toVersion(row, quadrants.get(row.id)))
}

/** The licence of each version's lexicon, by the version's id. */
export function listVersionLicences(database: LibraryDatabase): Map<number, string> {
  const rows = database.prepare<[], { id: number; licence: string }>('SELECT id, licence FROM label_versions').all()
  return new Map(rows.map(({ id, licence }) => [id, licence]))
}

/**
 * One version.
 * @throws Failure `not-found`
 */
export function labelVersion(database: LibraryDatabase, id: number): LabelVersion {
  const row = database.prepare<[number], VersionRow>(`${selectVersions} WHERE v.id = ?`).get(id)
  if (!row) return fail('not-found', `There is no label version ${id}.`, 'List the label versions and choose one of them.')
  return toVersion(row, quadrantsOfVersions(database, id).get(id))
}

/** Id of the version whose labels count; null before the first derivation and after it was undone. */
export function activeVersionId(database: LibraryDatabase): number | null {
  return database.prepare<[], { id: number }>('SELECT id FROM label_versions WHERE active = 1').get()?.id ?? null
}

/**
 * Chooses the version whose labels count; null for none. The caller refreshes the current labels in the same transaction.
 * @throws Failure `not-found`
 */
export function setActiveVersion(database: LibraryDatabase, id: number | null): void {
  database.transaction(() => {
    database.prepare('UPDATE label_versions SET active = 0 WHERE active = 1').run()
    if (id === null) return
    changesOne(database.prepare('UPDATE label_versions SET active = 1 WHERE id = ?').run(id), `label version ${id}`)
  })()
}

type QuadrantCounts = LabelVersion['quadrants']

/** How many labels of one version, or of each, lie in Q1 to Q4; a version without labels is not in the answer. */
function quadrantsOfVersions(database: LibraryDatabase, versionId: number | 'all'): Map<number, QuadrantCounts> {
  const rows = database
    .prepare<number[], { versionId: number; quadrant: Quadrant; labels: number }>(
      `SELECT version_id AS versionId, quadrant_of(valence, arousal) AS quadrant, COUNT(*) AS labels FROM labels
       WHERE version_id ${versionId === 'all' ? 'IS NOT NULL' : '= ?'} GROUP BY 1, 2`,
    )
    .all(...(versionId === 'all' ? [] : [versionId]))
  const counts = new Map<number, QuadrantCounts>()
  for (const { versionId: id, quadrant, labels } of rows) {
    const own = counts.get(id) ?? [0, 0, 0, 0]
    own[quadrant - 1] = labels
    counts.set(id, own)
  }
  return counts
}

function toVersion(row: VersionRow, quadrants: QuadrantCounts = [0, 0, 0, 0]): LabelVersion {
  return { ...row, scheme: schemeSchema.parse(JSON.parse(row.scheme)), active: row.active === 1, quadrants }
}
