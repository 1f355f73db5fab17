import type { TextKind } from '@shared/contract/common'
import { cleanText } from './clean-text'
import { longestWord } from './constants'
import { stemOf } from './porter-stemmer'
import type { WordLists } from './word-lists'

/**
 * The words of a cleaned text that carry meaning: stop words and non-words are left out. A non-word has a digit, one letter, no vowel,
 * or more than 25 letters; slang is kept.
 * @param cleaned from `cleanText`
 */
export function meaningfulWords(cleaned: string, { stopWords, slang }: Pick<WordLists, 'stopWords' | 'slang'>): string[] {
  const words = cleaned.match(/[\p{L}\p{M}\d]+/gu) ?? []
  return words.filter((word) => slang.has(word) || (!stopWords.has(word) && isWord(word)))
}

/**
 * The tokens of a text: cleaned, without stop words and non-words, stemmed.
 * @param text as imported
 * @returns Porter stems, none of them empty; none at all for a text without words
 */
export function tokenise(text: string, kind: TextKind, lists: WordLists): string[] {
  return stemWords(meaningfulWords(cleanText(text, kind, lists), lists))
}

/** Stems words; what stems to nothing is left out. */
export function stemWords(words: readonly string[]): string[] {
  return words.map(stemOf).filter((stem) => stem !== '')
}

function isWord(word: string): boolean {
  if (word.length < 2 || word.length > longestWord || /\d/u.test(word)) return false
  // Scripts other than the Latin one have vowels of their own.
  return /[aeiouyà-ÿāăąēęěīįőūů]/u.test(word) || !/^[a-z]+$/u.test(word)
}
