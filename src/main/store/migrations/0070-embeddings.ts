/** Word vectors of the library's texts; the numbers lie in `embeddings/ID/`. */
export const embeddings0070 = `
CREATE TABLE embeddings (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('trained', 'imported')),
  kinds TEXT NOT NULL,
  settings TEXT,
  source TEXT,
  words INTEGER NOT NULL,
  size INTEGER NOT NULL,
  vocabulary_digest TEXT NOT NULL,
  coverage TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
`
