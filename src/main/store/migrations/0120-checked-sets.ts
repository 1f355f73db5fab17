/**
 * Checked sets: tracks that people label by ear, to judge others by. Freezing copies the labels, so that later ones do not change what
 * was measured.
 */
export const checkedSets0120 = `
CREATE TABLE checked_sets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  stratify TEXT NOT NULL CHECK (stratify IN ('none', 'quadrant', 'tag')),
  seed INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  frozen_at TEXT
) STRICT;

CREATE TABLE checked_set_tracks (
  set_id INTEGER NOT NULL REFERENCES checked_sets (id) ON DELETE CASCADE,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  valence REAL CHECK (valence BETWEEN -1 AND 1),
  arousal REAL CHECK (arousal BETWEEN -1 AND 1),
  PRIMARY KEY (set_id, track_id),
  CHECK ((valence IS NULL) = (arousal IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX checked_set_tracks_by_track ON checked_set_tracks (track_id);
`
