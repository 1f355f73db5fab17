import type { LibraryDatabase } from '../library'
import { rebuildTable } from '../rebuild-table'

/** Length of the excerpts of all datasets of earlier versions, in seconds. */
const lengthSeconds = 73

const labelOf = (dimension: string): string => `(
  SELECT t.${dimension} FROM dataset_tracks t
  WHERE t.dataset_id = dataset_samples.dataset_id AND t.track_id = dataset_samples.track_id)`
/** Earlier versions looked up, when a run started, where the first excerpt that a person chose began: it is what they would hear now. */
const chosen = (column: string): string => `(
  SELECT e.${column} FROM excerpts e WHERE e.track_id = dataset_samples.track_id AND e.deleted_at IS NULL
  ORDER BY e.start_seconds, e.id LIMIT 1)`
const isLookedUp = 'copy = 0 AND start_seconds IS NULL'
/** Excerpts began earlier where the track ended before they did. */
const latestStart = `(SELECT max(0, f.duration_seconds - ${lengthSeconds}) FROM files f WHERE f.track_id = dataset_samples.track_id)`
const start = `CASE WHEN ${isLookedUp} THEN min(${chosen('start_seconds')}, coalesce(${latestStart}, 1e9)) ELSE start_seconds END`

/**
 * A dataset freezes which excerpt of a track each sample hears, from where to where, and its label; and how many tracks were left out.
 * Samples of earlier versions get the excerpt that a run would hear now, and the label of their track.
 */
export function excerptsOfSamples0112(database: LibraryDatabase): void {
  rebuildTable(database, 'dataset_samples', {
    definition: `(
      dataset_id INTEGER NOT NULL,
      track_id INTEGER NOT NULL,
      copy INTEGER NOT NULL CHECK (copy >= 0),
      split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
      excerpt_id INTEGER REFERENCES excerpts (id),
      start_seconds REAL CHECK (start_seconds >= 0),
      end_seconds REAL CHECK (end_seconds > start_seconds),
      valence REAL NOT NULL CHECK (valence BETWEEN -1 AND 1),
      arousal REAL NOT NULL CHECK (arousal BETWEEN -1 AND 1),
      augmentation_seed INTEGER,
      PRIMARY KEY (dataset_id, track_id, copy),
      CHECK ((start_seconds IS NULL) = (end_seconds IS NULL)),
      FOREIGN KEY (dataset_id, track_id) REFERENCES dataset_tracks (dataset_id, track_id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID`,
    values: {
      excerpt_id: `CASE WHEN ${isLookedUp} THEN ${chosen('id')} END`,
      start_seconds: start,
      end_seconds: `${start} + ${lengthSeconds}`,
      valence: labelOf('valence'),
      arousal: labelOf('arousal'),
    },
  })
  database.exec("ALTER TABLE datasets ADD COLUMN left_out TEXT NOT NULL DEFAULT '{}'")
}
