import type { TermCounts } from './tf-idf'

/** Lengths of character n-grams. */
const shortestGram = 3
const longestGram = 5
/** Token id of padding. */
const padding = 0

/** Counts the words of a text. @param tokens ids, 0 for padding */
export function countWords(tokens: ArrayLike<number>): TermCounts {
  const counts = new Map<number, number>()
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? padding
    if (token !== padding) counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return termsOf(counts)
}

function termsOf(counts: ReadonlyMap<number, number>): TermCounts {
  return { terms: Int32Array.from(counts.keys()), counts: Float64Array.from(counts.values()) }
}

/** Character n-grams of 3 to 5 within a word, with a space at each of its ends (as scikit-learn's `char_wb`). */
export function gramsOf(word: string): string[] {
  const letters = Array.from(` ${word} `)
  const grams: string[] = []
  for (let length = shortestGram; length <= longestGram; length += 1) {
    for (let start = 0; start === 0 || start + length <= letters.length; start += 1)
      grams.push(letters.slice(start, start + length).join(''))
    if (letters.length <= length) break
  }
  return grams
}

/**
 * Numbers the character n-grams of words, in the order in which they are asked for.
 * @param words of a vocabulary; the word at index i has the token id i + 1
 * @returns ids of a token's n-grams, as often as they occur in it
 */
export function createGramIds(words: readonly string[]): (token: number) => readonly number[] {
  const ids = new Map<string, number>()
  const idOf = (gram: string): number => {
    const id = ids.get(gram) ?? ids.size
    ids.set(gram, id)
    return id
  }
  const gramIds = new Map<number, readonly number[]>()
  return (token) => {
    const known = gramIds.get(token) ?? gramsOf(words[token - 1] ?? '').map(idOf)
    gramIds.set(token, known)
    return known
  }
}

/** Counts the character n-grams of a text's words. @param gramsOfToken as `createGramIds` gives them */
export function countGrams({ terms, counts: ofWords }: TermCounts, gramsOfToken: (token: number) => readonly number[]): TermCounts {
  const counts = new Map<number, number>()
  terms.forEach((token, index) => {
    for (const gram of gramsOfToken(token)) counts.set(gram, (counts.get(gram) ?? 0) + (ofWords[index] ?? 0))
  })
  return termsOf(counts)
}
