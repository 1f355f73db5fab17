import { nameProblems } from './check-names'
import { schemaProblems } from './check-schema'
import type { LibraryDatabase } from './library'

/**
 * The winning label of every track, from the labels alone: of each source the last label of the whole track (of tags only those of the
 * active version) unless it was withdrawn, else the mean of the last labels of its excerpts; of the sources the first in rank.
 */
const winnersSql = `
  WITH last AS (
    SELECT max(l.id) AS id FROM labels l
    WHERE l.excerpt_id IS NULL AND (l.source <> 'tags' OR l.version_id = (SELECT id FROM label_versions WHERE active = 1))
    GROUP BY l.track_id, l.source
  ), on_excerpts AS (
    SELECT max(l.id) AS id FROM labels l JOIN excerpts e ON e.id = l.excerpt_id AND e.deleted_at IS NULL GROUP BY l.excerpt_id, l.source
  ), candidates AS (
    SELECT l.track_id, l.id, l.source, l.valence, l.arousal, 0 AS excerpts
    FROM last JOIN labels l ON l.id = last.id WHERE l.valence IS NOT NULL
    UNION ALL
    SELECT l.track_id, max(l.id), l.source, avg(l.valence), avg(l.arousal), count(*)
    FROM on_excerpts JOIN labels l ON l.id = on_excerpts.id WHERE l.valence IS NOT NULL GROUP BY l.track_id, l.source
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY track_id ORDER BY source_rank(source), excerpts > 0) AS position FROM candidates
  )
  SELECT track_id, id AS label_id, source, valence, arousal, excerpts FROM ranked WHERE position = 1`

/** Sums in another order may differ by rounding. */
const rounding = 1e-12

const disagreementSql = `
  WITH winners AS (${winnersSql})
  SELECT coalesce(w.track_id, c.track_id) FROM winners w FULL OUTER JOIN current_labels c ON c.track_id = w.track_id
  WHERE w.label_id IS NOT c.label_id OR w.source <> c.source OR w.excerpts <> c.excerpts
    OR abs(w.valence - c.valence) > ${rounding} OR abs(w.arousal - c.arousal) > ${rounding}
    OR c.quadrant <> quadrant_of(c.valence, c.arousal)`

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
