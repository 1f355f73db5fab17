/**
 * Turns what a user typed into an FTS5 query: every word must begin some word of the track. Words are cut at everything
 * that is neither letter nor digit, as the index's own tokenizer does, and quoted, so that any text is safe.
 * @returns null when the text holds no word
 */
export function searchQuery(text: string): string | null {
  const words = text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}\p{Co}]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Co}]/u.test(word))
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ')
}
