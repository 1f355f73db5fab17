/** Token ids that a network reads of a text; a longer text is cut, a shorter one padded with 0 (the study: 500). */
export const sequenceLength = 500
/** The id of padding; words are counted from 1. */
export const paddingId = 0
/** Numbers of a word's vector (the study: 300). */
export const embeddingSize = 300
/** Words on each side that count as a word's surroundings (the study: 7). */
export const windowSize = 7
/** Words that occur less often get no vector (the study: 1). */
export const minCount = 1
/** Passes over all texts when vectors are learnt (the study: 10). */
export const embeddingEpochs = 10
/** Words drawn against each word of the surroundings (gensim's default). */
export const negativeSamples = 5
/** Step width of the first update of the vectors (gensim's default). */
export const initialLearningRate = 0.025
/** Step width of the last update (gensim's default). */
export const finalLearningRate = 0.0001
/** Frequent words are passed over more often from this share on (gensim's default). */
export const subsamplingThreshold = 1e-3
/** A text with fewer letters says too little about its language. */
export const shortestTextForLanguage = 40
/** A repetition mark such as “x4” repeats a line this often at most. */
export const mostRepetitions = 10
/** Letters beyond which a token is no word. */
export const longestWord = 25
