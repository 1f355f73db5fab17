import type { LibraryDatabase } from '../library'
import { rebuildTable } from '../rebuild-table'

const coordinate = (column: string): string => `${column} REAL CHECK (${column} BETWEEN -1 AND 1)`

/** Every definition as it was, but for the labels, which may be NULL. */
const definitions: Readonly<Record<string, string>> = {
  dataset_tracks: `(
    dataset_id INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES tracks (id),
    split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
    valence REAL,
    arousal REAL,
    source TEXT NOT NULL,
    PRIMARY KEY (dataset_id, track_id),
    CHECK (coalesce(valence, arousal) IS NOT NULL)
  ) STRICT, WITHOUT ROWID`,
  dataset_samples: `(
    dataset_id INTEGER NOT NULL,
    track_id INTEGER NOT NULL,
    copy INTEGER NOT NULL CHECK (copy >= 0),
    split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
    excerpt_id INTEGER REFERENCES excerpts (id),
    start_seconds REAL CHECK (start_seconds >= 0),
    end_seconds REAL CHECK (end_seconds > start_seconds),
    ${coordinate('valence')},
    ${coordinate('arousal')},
    augmentation_seed INTEGER,
    PRIMARY KEY (dataset_id, track_id, copy),
    CHECK (coalesce(valence, arousal) IS NOT NULL),
    CHECK ((start_seconds IS NULL) = (end_seconds IS NULL)),
    FOREIGN KEY (dataset_id, track_id) REFERENCES dataset_tracks (dataset_id, track_id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID`,
  run_predictions: `(
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
    split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test', 'fold')),
    observed_valence REAL,
    observed_arousal REAL,
    valence REAL NOT NULL,
    arousal REAL NOT NULL,
    PRIMARY KEY (run_id, track_id)
  ) STRICT, WITHOUT ROWID`,
}

/**
 * A track of a dataset, its samples, and what a run was held against may have a label of one dimension alone: the other is NULL. A track
 * without any label is in no dataset.
 */
export function labelsOfOneDimensionInDatasets0175(database: LibraryDatabase): void {
  for (const [table, definition] of Object.entries(definitions)) rebuildTable(database, table, { definition })
}
