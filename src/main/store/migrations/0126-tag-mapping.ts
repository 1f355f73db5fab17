/** What people map by hand: raw tags to words (null excludes a tag), and words merged or renamed. Stems stay as they are. */
export const tagMapping0126 = `
CREATE TABLE mapped_tags (
  -- The tag's name, which need not stand in the library yet.
  tag TEXT PRIMARY KEY,
  word TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE word_changes (
  word TEXT PRIMARY KEY,
  into_word TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('merge', 'rename')),
  CHECK (word <> into_word)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_word_of_a_name ON word_changes (into_word) WHERE change = 'rename';
`
