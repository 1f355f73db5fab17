/** Names that a word had between its first and its present one, as a JSON array: schemes committed meanwhile know it by them. */
export const earlierNames0130 = `
ALTER TABLE word_changes ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(earlier));
`
