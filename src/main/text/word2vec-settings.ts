/** Texts as ids of words. */
export interface TokenCorpus {
  /** Ids 1 … words of all texts, one text behind the other. */
  readonly tokens: Int32Array
  /** Where each text starts, and the end of the last; shape [texts + 1]. */
  readonly offsets: Int32Array
  /** Words of the vocabulary; each should occur, or its vector stays as it was drawn. */
  readonly words: number
}

export interface Word2VecSettings {
  /** Numbers of a vector. */
  readonly size: number
  /** Words on each side in the context window, at most: each position draws 1 … window. */
  readonly window: number
  readonly epochs: number
  /** Words drawn against each pair, 1 … 50. */
  readonly negative: number
  /** One thread repeats bit for bit for a seed; several write the same vectors without locks (Hogwild) and do not. */
  readonly threads: number
  readonly seed: number
  /** Words more frequent than this share are read less often; 0 reads all. */
  readonly subsampling?: number
}

/** How a training speaks with the one who started it. */
export interface Word2VecControl {
  /** Path of the built `word2vec-thread.js`; needed for more than one thread. */
  readonly threadEntry?: string
  readonly signal?: AbortSignal
  progress?(progress: Word2VecProgress): void
}

export interface Word2VecProgress {
  /** Tokens read, all epochs together. */
  readonly done: number
  readonly total: number
  readonly wordsPerSecond: number
}
