/**
 * Labels are only ever added. A withdrawn label is a row without coordinates that follows the one it takes back.
 * current_labels is the winner for each track, kept in the same transaction, so that pages sort and filter by index.
 */
export const labels0030 = `
CREATE TABLE label_versions (
  id INTEGER PRIMARY KEY,
  scheme TEXT NOT NULL,
  lexicon_id INTEGER NOT NULL REFERENCES lexicons (id),
  lexicon_name TEXT NOT NULL,
  licence TEXT NOT NULL,
  note TEXT NOT NULL,
  author TEXT NOT NULL,
  labelled INTEGER NOT NULL,
  unlabelled INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_active_version ON label_versions (active) WHERE active = 1;

CREATE TABLE labels (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  excerpt_id INTEGER REFERENCES excerpts (id),
  valence REAL CHECK (valence BETWEEN -1 AND 1),
  arousal REAL CHECK (arousal BETWEEN -1 AND 1),
  source TEXT NOT NULL CHECK (source IN ('tags', 'human', 'imported', 'comments')),
  author TEXT NOT NULL,
  version_id INTEGER REFERENCES label_versions (id),
  note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  CHECK ((valence IS NULL) = (arousal IS NULL)),
  CHECK ((source = 'tags') = (version_id IS NOT NULL))
) STRICT;
CREATE INDEX labels_by_track ON labels (track_id, source, id);
CREATE INDEX labels_by_version ON labels (version_id, track_id) WHERE version_id IS NOT NULL;
CREATE INDEX labels_of_other_sources ON labels (source, track_id, id) WHERE version_id IS NULL;
CREATE INDEX labels_by_excerpt ON labels (excerpt_id, id) WHERE excerpt_id IS NOT NULL;
CREATE TRIGGER labels_are_never_changed BEFORE UPDATE ON labels BEGIN
  SELECT RAISE(ABORT, 'a label is never changed, only followed');
END;

CREATE TABLE current_labels (
  track_id INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  label_id INTEGER NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  source TEXT NOT NULL,
  quadrant INTEGER NOT NULL CHECK (quadrant BETWEEN 1 AND 4)
) STRICT;
CREATE INDEX current_labels_by_valence ON current_labels (valence, track_id);
CREATE INDEX current_labels_by_arousal ON current_labels (arousal, track_id);
CREATE INDEX current_labels_by_source ON current_labels (source, track_id);
CREATE INDEX current_labels_by_quadrant ON current_labels (quadrant, track_id);
`
