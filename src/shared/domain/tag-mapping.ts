/** Which raw social tags mean which emotion word; the shape of `resources/emotion-stems.json`. */
export interface EmotionStems {
  /** Emotion words in the order that settles ties, each with its entries (see `mapTag`). */
  readonly words: readonly { readonly word: string; readonly stems: readonly string[] }[]
  /** Entries of tags that only look emotional, such as names of artists and genres. */
  readonly ignored: readonly string[]
}

const negations = new Set(['not', 'no', 'non', 'never', 'without', 'isnt', 'dont'])

/**
 * Splits a tag into tokens: lower-cased, apostrophes dropped, split at everything that is no letter.
 * @returns tokens in order; empty when the tag holds no letter
 */
export function tagTokens(tag: string): string[] {
  return tag
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’]/gu, '')
    .split(/[^\p{L}\p{M}]+/u)
    .filter((token) => token !== '')
}

/** Whether a tag negates a word, so that it would stand for the opposite. */
export function hasNegation(tokens: readonly string[]): boolean {
  return tokens.some((token) => negations.has(token))
}

/**
 * Finds the emotion word that a raw social tag stands for.
 * An entry of one part matches a token that begins with it; `$` at its end asks for the whole token; an entry of several
 * parts matches tokens that follow each other; `=` in front asks for the whole tag. The longest matching entry wins
 * (letters counted), of equal ones the first; a match right after a negation does not count.
 * @param tag a tag as people wrote it, such as "Feel-Good Music"
 * @param stems the mapping; loaded once from `resources/emotion-stems.json` or the user's edit of it
 * @returns the emotion word, or null when the tag names none
 */
export function mapTag(tag: string, stems: EmotionStems): string | null {
  return tagMapper(stems)(tag)
}

/** As `mapTag`, for many tags: the stems are prepared once. */
export function tagMapper(stems: EmotionStems): (tag: string) => string | null {
  const entriesOf = byFirstLetter(stems)
  return (tag) => {
    const tokens = tagTokens(tag)
    let best: Entry | null = null
    tokens.forEach((token, start) => {
      if (negations.has(tokens[start - 1] ?? '')) return
      for (const entry of entriesOf.get(token.charAt(0)) ?? []) if (isBetter(entry, best) && matchesAt(tokens, start, entry)) best = entry
    })
    return wordOf(best)
  }
}

/** An entry of the stems: what its parts ask of tokens that follow each other. */
interface Entry {
  /** Null for an ignored entry. */
  readonly word: string | null
  /** Position in the stems, which settles ties. */
  readonly order: number
  readonly wholeTag: boolean
  readonly parts: readonly EntryPart[]
  readonly letters: number
}

interface EntryPart {
  readonly text: string
  readonly whole: boolean
}

const wordOf = (entry: Entry | null): string | null => entry?.word ?? null

const isBetter = (entry: Entry, best: Entry | null): boolean =>
  best === null || entry.letters > best.letters || (entry.letters === best.letters && entry.order < best.order)

function matchesAt(tokens: readonly string[], start: number, { parts, wholeTag }: Entry): boolean {
  if (wholeTag && parts.length !== tokens.length) return false
  return parts.every(({ text, whole }, offset) => {
    const token = tokens[start + offset] ?? ''
    return wholeTag || whole ? token === text : token.startsWith(text)
  })
}

function byFirstLetter({ ignored, words }: EmotionStems): Map<string, Entry[]> {
  const texts = [
    ...ignored.map((entry): [null, string] => [null, entry]),
    ...words.flatMap(({ word, stems }) => stems.map((entry): [string, string] => [word, entry])),
  ]
  const entries = new Map<string, Entry[]>()
  texts.forEach(([word, text], order) => {
    const wholeTag = text.startsWith('=')
    const parts = entryParts(wholeTag ? text.slice(1) : text)
    const letters = parts.reduce((sum, part) => sum + part.text.length, 0)
    const first = parts[0]?.text.charAt(0) ?? ''
    if (first !== '') entries.set(first, [...(entries.get(first) ?? []), { word, order, wholeTag, parts, letters }])
  })
  return entries
}

function entryParts(entry: string): EntryPart[] {
  const pieces = entry.split(/\s+/u).filter((piece) => piece !== '')
  const last = pieces.length - 1
  return pieces.map((piece, index) => {
    const marked = piece.endsWith('$')
    return { text: marked ? piece.slice(0, -1) : piece, whole: marked || index < last }
  })
}
