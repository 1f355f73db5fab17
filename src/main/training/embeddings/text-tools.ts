import type { TextKind } from '@shared/domain/modality'
import type { TextVariation } from '@shared/contract/datasets'
import { type TokenExtras, tokenise } from '../../text/tokenise'
import { varyText } from '../../text/vary-text'
import { encodeTokens, readVocabulary } from '../../text/vocabulary'
import { readWordLists, type WordLists } from '../../text/word-lists'
import { openWordNet, type WordNet } from '../../text/wordnet'

/** A vocabulary as networks read it: each token's row in the embedding, 0 for padding. */
export interface TokenTable {
  readonly digest: string
  /** Ids, padding included. */
  readonly size: number
  /** How its tokens are made. */
  readonly extras: TokenExtras
  /** @returns 500 ids; unknown tokens are passed over, the end is padded with 0 */
  encode(tokens: readonly string[]): Int32Array
}

/** What the text room does for a training. */
export interface TextTools {
  /** Cleaned, stemmed tokens of a text. */
  tokensOf(body: string, kind: TextKind, extras: TokenExtras): string[]
  /** A text with words replaced or sentences reordered; the same seed gives the same text. */
  vary(body: string, variation: TextVariation, seed: number): string
}

/** Cleaning and variation by the word lists that ship with the program and WordNet; both are read when they are first needed. */
export function createTextTools(resourcesDirectory: string): TextTools {
  let known: WordLists | null = null
  let wordnet: WordNet | null = null
  const lists = (): WordLists => (known ??= readWordLists(resourcesDirectory))
  return {
    tokensOf: (body, kind, extras) => tokenise(body, kind, lists(), extras),
    vary: (body, variation, seed) => varyText(body, variation, seed, lists(), (wordnet ??= openWordNet())),
  }
}

/**
 * Reads a vocabulary file as a table of ids.
 * @throws Failure `file-invalid` when it is no vocabulary
 */
export function readTokenTable(path: string): TokenTable {
  const vocabulary = readVocabulary(path)
  return {
    digest: vocabulary.digest,
    extras: vocabulary.extras,
    size: vocabulary.words.length + 1,
    encode: (tokens) => encodeTokens(tokens, vocabulary),
  }
}
