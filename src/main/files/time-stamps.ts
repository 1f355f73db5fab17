const stamp = /\[\d+:\d+(?:[.:]\d+)?\]|<\d+:\d+(?:[.:]\d+)?>/gu
const tagLine = /^\s*\[[a-z#]+:[^\]]*\]\s*$/iu

/**
 * Removes the time stamps and tag lines of synchronised lyrics (LRC): `[01:23.45]words` → `words`, `[ar:Name]` → nothing.
 * @param text with `\n` between lines
 */
export function withoutTimeStamps(text: string): string {
  return text
    .split('\n')
    .filter((line) => !tagLine.test(line))
    .map((line) => line.replace(stamp, '').trim())
    .join('\n')
    .trim()
}

/** Whether a text has lines that begin with a time stamp, as those in the tags of audio files may. */
export function hasTimeStamps(text: string): boolean {
  return /^\s*\[\d+:\d+(?:[.:]\d+)?\]/mu.test(text)
}
