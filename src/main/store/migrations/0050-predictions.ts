/** Exported models and what they predicted. */
export const predictions0050 = `
CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  run_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
  modality TEXT NOT NULL,
  card TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE prediction_sets (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  folders TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  seconds REAL NOT NULL DEFAULT 0,
  realtime REAL NOT NULL DEFAULT 0,
  set_aside TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE predictions (
  set_id INTEGER NOT NULL REFERENCES prediction_sets (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  track_id INTEGER REFERENCES tracks (id) ON DELETE SET NULL,
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  spread REAL,
  start_seconds REAL NOT NULL,
  duration_seconds REAL NOT NULL,
  PRIMARY KEY (set_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX predictions_by_track ON predictions (track_id) WHERE track_id IS NOT NULL;
`
