import { mapperOf, type TagMapping } from '@shared/domain/word-mapping'
import { betweenWords } from '@shared/domain/written-word'

/** A piece of text; `word` is the emotion word that it stands for, or null. */
export interface TextPiece {
  readonly text: string
  readonly word: string | null
}

/**
 * Splits a text into pieces so that emotion words can be marked; the pieces together are the text.
 * @param mapping how words are recognised, as for tags: by hand, by stems, then merged and renamed
 */
export function markWords(text: string, mapping: TagMapping): TextPiece[] {
  const map = mapperOf(mapping)
  const known = new Map<string, string | null>()
  const wordOf = (token: string): string | null => {
    const key = token.toLowerCase()
    const found = known.get(key)
    if (found !== undefined) return found
    const word = map(key)
    known.set(key, word)
    return word
  }
  const pieces: TextPiece[] = []
  let plain = ''
  for (const part of text.split(betweenWords)) {
    const word = /\p{L}/u.test(part) ? wordOf(part) : null
    if (word === null) plain += part
    else {
      if (plain !== '') pieces.push({ text: plain, word: null })
      pieces.push({ text: part, word })
      plain = ''
    }
  }
  return plain === '' ? pieces : [...pieces, { text: plain, word: null }]
}

/** How often each emotion word occurs in marked text, most often first. */
export function countMarks(pieces: readonly TextPiece[]): { word: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { word } of pieces) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => ({ word, count })).sort((one, other) => other.count - one.count)
}
