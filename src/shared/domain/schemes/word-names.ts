import type { TagMatrix } from '../tag-matrix'

/**
 * Gives words that were renamed their present name, and others their own; null when no word of the matrix was renamed. A name that another
 * word has now is that word's.
 */
export function presentNames(words: TagMatrix['words']): ((word: string) => string) | null {
  const taken = new Set(words.map(({ word }) => word))
  const between = words.flatMap(({ word, earlier = [] }) => earlier.filter((name) => !taken.has(name)).map((name) => [name, word] as const))
  const first = words.flatMap(({ word, former }) => (former === undefined ? [] : [[former, word] as const]))
  const names = new Map([...between, ...first])
  return names.size === 0 ? null : (word) => names.get(word) ?? word
}

/** Values by word under other names; a value that stands under such a name already wins. */
export function underNames<Value>(values: Readonly<Record<string, Value>>, nameOf: (word: string) => string): Record<string, Value> {
  const renamed = Object.entries(values).map(([word, value]) => [nameOf(word), value] as const)
  const own = Object.entries(values).filter(([word]) => nameOf(word) === word)
  return Object.fromEntries([...renamed, ...own])
}
