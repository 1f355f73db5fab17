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
  const tokens = tagTokens(tag)
  let best: { word: string | null; letters: number } = { word: null, letters: 0 }
  const consider = (word: string | null, entry: string): void => {
    const letters = matchedLetters(tokens, entry)
    if (letters > best.letters) best = { word, letters }
  }
  for (const entry of stems.ignored) consider(null, entry)
  for (const { word, stems: entries } of stems.words) {
    for (const entry of entries) consider(word, entry)
  }
  return best.word
}

/** Letters of the entry when it matches somewhere in the tokens, else 0. */
function matchedLetters(tokens: readonly string[], entry: string): number {
  const wholeTag = entry.startsWith('=')
  const parts = tagTokensWithMarks(wholeTag ? entry.slice(1) : entry)
  if (parts.length === 0 || parts.length > tokens.length) return 0
  if (wholeTag && parts.length !== tokens.length) return 0
  for (let start = 0; start + parts.length <= tokens.length; start += 1) {
    const negated = negations.has(tokens[start - 1] ?? '')
    if (!negated && parts.every((part, offset) => matches(tokens[start + offset] ?? '', part, wholeTag))) {
      return parts.reduce((sum, part) => sum + part.text.length, 0)
    }
  }
  return 0
}

interface EntryPart {
  readonly text: string
  readonly whole: boolean
}

function tagTokensWithMarks(entry: string): EntryPart[] {
  const pieces = entry.split(/\s+/u).filter((piece) => piece !== '')
  const last = pieces.length - 1
  return pieces.map((piece, index) => {
    const marked = piece.endsWith('$')
    return { text: marked ? piece.slice(0, -1) : piece, whole: marked || index < last }
  })
}

function matches(token: string, part: EntryPart, wholeTag: boolean): boolean {
  return wholeTag || part.whole ? token === part.text : token.startsWith(part.text)
}
