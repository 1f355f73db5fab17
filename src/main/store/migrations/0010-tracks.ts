/** Tracks, their files, texts and excerpts; files that could not be imported. */
export const tracks0010 = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE tracks (
  id INTEGER PRIMARY KEY,
  external_id TEXT UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  artist TEXT NOT NULL DEFAULT '',
  album TEXT NOT NULL DEFAULT '',
  genre TEXT NOT NULL DEFAULT '',
  year INTEGER,
  synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX tracks_by_title ON tracks (title COLLATE NOCASE, id);
CREATE INDEX tracks_by_artist ON tracks (artist COLLATE NOCASE, id);
CREATE INDEX tracks_by_album ON tracks (album COLLATE NOCASE, id);

-- One file a track; path is relative to the library's folder where it lies inside, else absolute.
CREATE TABLE files (
  track_id INTEGER PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
  path TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL UNIQUE,
  size_bytes INTEGER NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  format TEXT NOT NULL,
  duration_seconds REAL NOT NULL,
  sample_rate INTEGER NOT NULL,
  channels INTEGER NOT NULL,
  loudness_db REAL,
  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1))
) STRICT;
CREATE INDEX files_by_duration ON files (duration_seconds, track_id);
CREATE INDEX missing_files ON files (track_id) WHERE missing = 1;

-- Further paths that hold the same content as a track's file.
CREATE TABLE duplicate_files (
  path TEXT PRIMARY KEY, digest TEXT NOT NULL, size_bytes INTEGER NOT NULL, modified_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE set_aside (
  path TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  hint TEXT NOT NULL,
  size_bytes INTEGER NOT NULL DEFAULT 0,
  modified_at_ms INTEGER NOT NULL DEFAULT 0,
  noticed_at TEXT NOT NULL
) STRICT;

CREATE TABLE texts (
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('lyrics', 'comments')),
  body TEXT NOT NULL,
  -- A JSON list of tokens when the text came as tokens.
  tokens TEXT,
  source TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (track_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX texts_by_kind ON texts (kind, track_id);

CREATE TABLE excerpts (
  id INTEGER PRIMARY KEY,
  track_id INTEGER NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
  start_seconds REAL NOT NULL CHECK (start_seconds >= 0),
  end_seconds REAL NOT NULL CHECK (end_seconds > start_seconds),
  created_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX excerpts_by_track ON excerpts (track_id, start_seconds);

CREATE VIRTUAL TABLE track_search USING fts5 (
  title, artist, album, content='tracks', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE TRIGGER tracks_inserted AFTER INSERT ON tracks BEGIN
  INSERT INTO track_search (rowid, title, artist, album) VALUES (new.id, new.title, new.artist, new.album);
END;
CREATE TRIGGER tracks_deleted AFTER DELETE ON tracks BEGIN
  INSERT INTO track_search (track_search, rowid, title, artist, album) VALUES ('delete', old.id, old.title, old.artist, old.album);
END;
CREATE TRIGGER tracks_updated AFTER UPDATE OF title, artist, album ON tracks BEGIN
  INSERT INTO track_search (track_search, rowid, title, artist, album) VALUES ('delete', old.id, old.title, old.artist, old.album);
  INSERT INTO track_search (rowid, title, artist, album) VALUES (new.id, new.title, new.artist, new.album);
END;
`
