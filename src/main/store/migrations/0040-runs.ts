/** Frozen datasets and the runs trained on them. */
export const runs0040 = `
CREATE TABLE datasets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  digest TEXT NOT NULL,
  version_id INTEGER REFERENCES label_versions (id),
  licence TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE dataset_tracks (
  dataset_id INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  track_id INTEGER NOT NULL REFERENCES tracks (id),
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (dataset_id, track_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  dataset_id INTEGER NOT NULL REFERENCES datasets (id),
  settings TEXT NOT NULL,
  network TEXT NOT NULL,
  parameters INTEGER NOT NULL,
  engine TEXT NOT NULL,
  device TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('preparing', 'running', 'done', 'stopped', 'interrupted', 'failed')),
  best_epoch INTEGER,
  metrics TEXT,
  failure TEXT,
  created_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE run_epochs (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  fold INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (run_id, fold, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_predictions (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test', 'fold')),
  observed_valence REAL NOT NULL,
  observed_arousal REAL NOT NULL,
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  PRIMARY KEY (run_id, track_id)
) STRICT, WITHOUT ROWID;
`
