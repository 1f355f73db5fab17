import type { TextVariation } from '@shared/contract/datasets'

/** A vocabulary as networks read it: each token's row in the embedding, 0 for padding. */
export interface TokenTable {
  readonly digest: string
  /** Ids, padding included. */
  readonly size: number
  /** @returns 500 ids; unknown tokens are passed over, the end is padded with 0 */
  encode(tokens: readonly string[]): Int32Array
}

/** What the text room does for a training. */
export interface TextTools {
  /** Cleaned, stemmed tokens of a text. */
  tokensOf(body: string): string[]
  /** A text with words replaced or sentences reordered; the same seed gives the same text. */
  vary(body: string, variation: TextVariation, seed: number): string
  /** Reads a vocabulary file. */
  readTable(path: string): Promise<TokenTable>
}
