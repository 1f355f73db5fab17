export interface WordStems {
  readonly word: string
  readonly stems: readonly string[]
}

/** Stems of a word as one line that a person edits, separated by commas. */
export function stemsAsLine(stems: readonly string[]): string {
  return stems.join(', ')
}

/** The line a person wrote as stems: trimmed, lower case, each once, empty ones left out. */
export function lineAsStems(line: string): string[] {
  return [
    ...new Set(
      line
        .split(',')
        .map((stem) => stem.trim().toLowerCase())
        .filter(Boolean),
    ),
  ]
}

/** Stems that stand under more than one word, each with its words: a tag must have one meaning. */
export function stemsUsedTwice(words: readonly WordStems[]): { stem: string; words: string[] }[] {
  const users = new Map<string, string[]>()
  for (const { word, stems } of words) for (const stem of stems) users.set(stem, [...(users.get(stem) ?? []), word])
  return [...users].filter(([, owners]) => owners.length > 1).map(([stem, owners]) => ({ stem, words: owners }))
}
