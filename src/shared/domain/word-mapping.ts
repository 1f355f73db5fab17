import { type EmotionStems, tagMapper } from './tag-mapping'

/** A raw tag that somebody mapped by hand; a null word excludes it. It wins over the stems. */
export interface MappedTag {
  readonly tag: string
  readonly word: string | null
}

/** `merge`: the tags of `word` count for `into`, another word. `rename`: `word` is called `into`, a name that no other word has. */
export const wordChanges = ['merge', 'rename'] as const
export type WordChangeKind = (typeof wordChanges)[number]

/** An emotion word that gave its tags to another, or got another name. */
export interface WordChange {
  readonly word: string
  readonly into: string
  readonly change: WordChangeKind
  /** Of a word that was renamed again: its names in between, by which schemes committed meanwhile know it. */
  readonly earlier?: readonly string[] | undefined
}

/** How raw tags become emotion words: stems, then tags mapped by hand, then words merged and renamed. */
export interface TagMapping {
  readonly stems: EmotionStems
  /** Each tag once. */
  readonly tags: readonly MappedTag[]
  /** Each word once; no cycle. */
  readonly words: readonly WordChange[]
}

/**
 * Finds the word that a word has become, along merges and renames; a word of a cycle stays as it is.
 * @param words in any order
 */
export function wordResolver(words: readonly WordChange[]): (word: string) => string {
  const into = new Map(words.map((change) => [change.word, change.into]))
  return (word) => {
    let present = word
    for (let steps = 0; steps <= into.size; steps += 1) {
      const next = into.get(present)
      if (next === undefined) return present
      present = next
    }
    return word
  }
}

/** Finds the emotion word of any raw tag; null for one that is excluded or that no stem takes. */
export function mapperOf({ stems, tags, words }: TagMapping): (tag: string) => string | null {
  const byStems = tagMapper(stems)
  const byHand = new Map(tags.map(({ tag, word }) => [tag, word]))
  const resolve = wordResolver(words)
  return (tag) => {
    const own = byHand.get(tag)
    const word = own === undefined ? byStems(tag) : own
    return word === null ? null : resolve(word)
  }
}

/**
 * The words that exist under a mapping: those of the stems and names given by renaming, without those that were merged or renamed.
 * Each once, stems in their order, new names after them.
 */
export function presentWords({ stems, words }: TagMapping): string[] {
  const gone = new Set(words.map(({ word }) => word))
  const all = [...stems.words.map(({ word }) => word), ...words.filter(({ change }) => change === 'rename').map(({ into }) => into)]
  return [...new Set(all)].filter((word) => !gone.has(word))
}

/** Words that lead back to the first along merges and renames, the first at both ends; null when there is no such cycle. */
export function cycleOf(words: readonly WordChange[]): string[] | null {
  const into = new Map(words.map((change) => [change.word, change.into]))
  const harmless = new Set<string>()
  for (const { word } of words) {
    const path: string[] = []
    let present: string | undefined = word
    while (present !== undefined && !harmless.has(present)) {
      const start = path.indexOf(present)
      if (start >= 0) return [...path.slice(start), present]
      path.push(present)
      present = into.get(present)
    }
    for (const passed of path) harmless.add(passed)
  }
  return null
}
