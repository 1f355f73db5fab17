/** The words of a batch of texts, each once. */
export interface DistinctWords {
  /** Token ids in the order in which they first occur. */
  readonly words: Int32Array
  /** The index in `words` of every token of the batch. */
  readonly indices: Int32Array
}

/**
 * Lists the distinct words of a batch.
 * @param tokens token ids in [0, vocabularySize)
 */
export function distinctWords(tokens: Int32Array, vocabularySize: number): DistinctWords {
  const indexOfWord = new Int32Array(vocabularySize).fill(-1)
  const indices = new Int32Array(tokens.length)
  const words: number[] = []
  tokens.forEach((token, position) => {
    const known = indexOfWord[token] ?? -1
    if (known < 0) {
      indexOfWord[token] = words.length
      words.push(token)
    }
    indices[position] = known < 0 ? words.length - 1 : known
  })
  return { words: Int32Array.from(words), indices }
}
