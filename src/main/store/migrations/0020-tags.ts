/** Social tags, the emotion words they stand for, and lexicons with their licence. */
export const tags0020 = `
CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The emotion word that the stems map this tag to; null for a tag without emotion.
  word TEXT
) STRICT;
CREATE INDEX tags_by_word ON tags (word);

CREATE TABLE track_tags (
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  count REAL NOT NULL CHECK (count >= 0),
  PRIMARY KEY (track_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_tags_by_tag ON track_tags (tag_id);

CREATE TABLE emotion_words (word TEXT PRIMARY KEY, position INTEGER NOT NULL, stems TEXT NOT NULL) STRICT;

CREATE TABLE lexicons (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  licence TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_active_lexicon ON lexicons (active) WHERE active = 1;

CREATE TABLE lexicon_words (
  lexicon_id INTEGER NOT NULL REFERENCES lexicons (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  valence REAL NOT NULL CHECK (valence BETWEEN -1 AND 1),
  arousal REAL NOT NULL CHECK (arousal BETWEEN -1 AND 1),
  PRIMARY KEY (lexicon_id, word)
) STRICT, WITHOUT ROWID;
`
