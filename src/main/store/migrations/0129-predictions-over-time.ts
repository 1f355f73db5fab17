/** What a model gave for each excerpt of a file, where several or one every so many seconds were predicted. */
export const predictionsOverTime0129 = `
CREATE TABLE prediction_excerpts (
  set_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  start_seconds REAL NOT NULL CHECK (start_seconds >= 0),
  end_seconds REAL NOT NULL CHECK (end_seconds >= start_seconds),
  valence REAL NOT NULL,
  arousal REAL NOT NULL,
  PRIMARY KEY (set_id, path, start_seconds),
  FOREIGN KEY (set_id, path) REFERENCES predictions (set_id, path) ON DELETE CASCADE ON UPDATE CASCADE
) STRICT, WITHOUT ROWID;
`
