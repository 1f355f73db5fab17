import type { TextKind } from '@shared/domain/modality'
import { cleanText } from './clean-text'
import { longestWord } from './constants'
import { type LyricLine, lyricStructure } from './lyric-structure'
import { tagWords } from './part-of-speech'
import { stemOf } from './porter-stemmer'
import type { WordLists } from './word-lists'

/** What tokens carry beyond their stems; vectors must be learnt from tokens made with the same choice. */
export interface TokenExtras {
  /** Tokens carry their part of speech: "love/verb". */
  readonly partOfSpeech?: boolean | undefined
  /** Tokens such as "[chorus]" stand before each part of lyrics, "[repeated]" before lines that were sung before. */
  readonly structure?: boolean | undefined
}

type Line = Pick<LyricLine, 'text'> & Partial<LyricLine>

/**
 * The words of a cleaned text that carry meaning: stop words and non-words are left out. A non-word has a digit, one letter, no vowel,
 * or more than 25 letters; slang is kept.
 * @param cleaned from `cleanText`
 */
export function meaningfulWords(cleaned: string, lists: Pick<WordLists, 'stopWords' | 'slang'>): string[] {
  return wordsOf(cleaned).filter((word) => isMeaningful(word, lists))
}

/**
 * The tokens of a text: cleaned, without stop words and non-words, stemmed.
 * @param text as imported
 * @returns Porter stems, none of them empty; none at all for a text without words
 */
export function tokenise(text: string, kind: TextKind, lists: WordLists, extras: TokenExtras = {}): string[] {
  if (!extras.partOfSpeech && !extras.structure) return stemWords(meaningfulWords(cleanText(text, kind, lists), lists))
  const lines =
    kind === 'lyrics' && extras.structure
      ? lyricStructure(text, lists)
      : cleanText(text, kind, lists)
          .split('\n')
          .map((line) => ({ text: line }))
  return lines.flatMap((line: Line, index) => {
    const tokens = extras.partOfSpeech ? taggedStems(line.text, lists) : stemWords(meaningfulWords(line.text, lists))
    return tokens.length === 0 ? [] : [...structureMarks(line, lines[index - 1]), ...tokens]
  })
}

/** Stems words; what stems to nothing is left out. */
function stemWords(words: readonly string[]): string[] {
  return words.map(stemOf).filter((stem) => stem !== '')
}

function taggedStems(line: string, lists: WordLists): string[] {
  const words = wordsOf(line)
  const parts = tagWords(words)
  return words.flatMap((word, index) => {
    const stem = isMeaningful(word, lists) ? stemOf(word) : ''
    return stem === '' ? [] : [`${stem}/${parts[index] ?? 'other'}`]
  })
}

/** The stem of a token that may carry its part of speech. */
export function stemOfToken(token: string): string {
  return token.split('/', 1)[0] ?? token
}

function structureMarks(line: Line, before: Line | undefined): string[] {
  if (line.part === undefined) return []
  return [...(before?.part === line.part ? [] : [`[${line.part}]`]), ...(line.repeated ? ['[repeated]'] : [])]
}

function wordsOf(cleaned: string): string[] {
  return cleaned.match(/[\p{L}\p{M}\d]+/gu) ?? []
}

function isMeaningful(word: string, { stopWords, slang }: Pick<WordLists, 'stopWords' | 'slang'>): boolean {
  return slang.has(word) || (!stopWords.has(word) && isWord(word))
}

function isWord(word: string): boolean {
  if (word.length < 2 || word.length > longestWord || /\d/u.test(word)) return false
  // Scripts other than the Latin one have vowels of their own.
  return /[aeiouyà-ÿāăąēęěīįőūů]/u.test(word) || !/^[a-z]+$/u.test(word)
}
