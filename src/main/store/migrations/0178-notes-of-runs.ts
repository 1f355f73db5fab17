/** What people write of a run: a note, tags (a JSON list of texts), and since when it is hidden from lists. */
export const notesOfRuns0178 = `
ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));
ALTER TABLE runs ADD COLUMN archived_at TEXT;
`
