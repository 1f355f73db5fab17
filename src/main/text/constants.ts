/** The id of padding; words are counted from 1. */
export const paddingId = 0
/** Step width of the first update of the vectors (gensim's default). */
export const initialLearningRate = 0.025
/** Step width of the last update (gensim's default). */
export const finalLearningRate = 0.0001
/** The step width falls each time so many words were read (word2vec, gensim). */
export const wordsPerLearningRate = 10_000
/** A text with fewer letters says too little about its language. */
export const shortestTextForLanguage = 40
/** A repetition mark such as “x4” repeats a line this often at most. */
export const mostRepetitions = 10
/** Letters beyond which a token is no word. */
export const longestWord = 25
