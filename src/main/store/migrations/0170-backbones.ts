/** Backbones, whose files lie in `backbones/ID/`; `card` is JSON. */
export const backbones0170 = `
CREATE TABLE backbones (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  card TEXT NOT NULL CHECK (json_valid(card)),
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  units INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;
`
