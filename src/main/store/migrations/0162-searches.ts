/** Searches for good settings and their trials; settings, values, networks and curves are JSON. */
export const searches0162 = `
CREATE TABLE searches (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  dataset_id INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  outcome TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE search_trials (
  search_id TEXT NOT NULL REFERENCES searches (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  bracket INTEGER NOT NULL,
  trial_values TEXT NOT NULL CHECK (json_valid(trial_values)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  network TEXT CHECK (json_valid(network)),
  state TEXT NOT NULL CHECK (state IN ('begun', 'reached', 'failed')),
  epochs INTEGER NOT NULL,
  seconds REAL NOT NULL DEFAULT 0,
  engine TEXT NOT NULL DEFAULT '',
  device TEXT NOT NULL DEFAULT '',
  curves TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(curves)),
  failure TEXT,
  run_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
  PRIMARY KEY (search_id, number)
) STRICT, WITHOUT ROWID;
`
