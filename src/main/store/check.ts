import { nameProblems } from './check-names'
import { schemaProblems } from './check-schema'
import type { LibraryDatabase } from './library'

/**
 * The winning label of every track, from the labels alone: of each source the last label of the whole track (of tags only those of the
 * active version) unless it was withdrawn, and of the sources the first in rank.
 */
const winnersSql = `
  WITH last AS (
    SELECT max(l.id) AS id FROM labels l
    WHERE l.excerpt_id IS NULL AND (l.source <> 'tags' OR l.version_id = (SELECT id FROM label_versions WHERE active = 1))
    GROUP BY l.track_id, l.source
  ), ranked AS (
    SELECT l.track_id, l.id, row_number() OVER (PARTITION BY l.track_id ORDER BY source_rank(l.source)) AS position
    FROM last JOIN labels l ON l.id = last.id WHERE l.valence IS NOT NULL
  )
  SELECT track_id, id AS label_id FROM ranked WHERE position = 1`

const disagreementSql = `
  WITH winners AS (${winnersSql})
  SELECT coalesce(w.track_id, c.track_id) FROM winners w FULL OUTER JOIN current_labels c ON c.track_id = w.track_id
  WHERE w.label_id IS NOT c.label_id
  UNION
  SELECT c.track_id FROM current_labels c JOIN labels l ON l.id = c.label_id
  WHERE c.valence <> l.valence OR c.arousal <> l.arousal OR c.source <> l.source OR c.track_id <> l.track_id
    OR c.quadrant <> quadrant_of(l.valence, l.arousal)`

/** Tracks whose current label is not the one that their labels say, in the order of ids. */
export function tracksWithWrongCurrentLabel(database: LibraryDatabase): number[] {
  return database.prepare<[], number>(`SELECT * FROM (${disagreementSql}) ORDER BY 1`).pluck().all()
}

/**
 * Looks whether a library is whole: SQLite's own checks, foreign keys, the search index, that the current labels follow from the labels,
 * and that somebody else's program has put nothing into it: tables, triggers, views, ids and paths that are not ours.
 * @returns what is wrong, one sentence each; empty when all is well
 */
export function checkDatabase(database: LibraryDatabase): string[] {
  const problems = database
    .prepare<[], string>('PRAGMA integrity_check')
    .pluck()
    .all()
    .filter((answer) => answer !== 'ok')
  const orphans = database.pragma('foreign_key_check')
  if (Array.isArray(orphans) && orphans.length > 0) problems.push(`${orphans.length} rows point at rows that are gone.`)
  const wrong = tracksWithWrongCurrentLabel(database)
  if (wrong.length > 0) problems.push(`${wrong.length} tracks show another label than their labels say, such as track ${wrong[0]}.`)
  if (!searchIndexAgrees(database)) problems.push('The search index does not agree with the tracks.')
  return [...problems, ...schemaProblems(database), ...nameProblems(database)]
}

function searchIndexAgrees(database: LibraryDatabase): boolean {
  try {
    database.exec("INSERT INTO track_search (track_search, rank) VALUES ('integrity-check', 1)")
    return true
  } catch {
    return false
  }
}
