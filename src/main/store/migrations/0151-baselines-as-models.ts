/**
 * Which baseline a model is, NULL for a network; and what the baselines of a run predict of each held-out track, one row for each. Runs of
 * earlier versions have none until their baselines are computed anew.
 */
export const baselinesAsModels0151 = `
ALTER TABLE models ADD COLUMN baseline TEXT;

CREATE TABLE run_baseline_predictions (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  baseline TEXT NOT NULL,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  PRIMARY KEY (run_id, baseline, track_id)
) STRICT, WITHOUT ROWID;
`
