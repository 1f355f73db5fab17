import { mixSeed } from '@shared/domain/random'
import { finalLearningRate, initialLearningRate, wordsPerLearningRate } from './constants'
import type { WordDraws } from './word2vec-draws'
import { compileLearnPair } from './word2vec-kernel'
import { slotsBytes, type Word2VecLayout } from './word2vec-layout'

/** What one thread of a training works on; everything but the whole numbers is shared with the others. */
export interface Word2VecShare {
  readonly layout: Word2VecLayout
  /** The vectors, as `word2vec-layout.ts` says. */
  readonly memory: WebAssembly.Memory
  /** Word ids 1 … words of all texts, one text behind the other. */
  readonly tokens: Int32Array<SharedArrayBuffer>
  /** Where each text starts, and the end of the last; shape [texts + 1]. */
  readonly offsets: Int32Array<SharedArrayBuffer>
  readonly draws: WordDraws
  /** Chance of each word to be read, the first of word 1; null reads all. Shape [words]. */
  readonly keep: Float64Array<SharedArrayBuffer> | null
  /** Tokens read so far by each thread; shape [threads]. */
  readonly read: Float64Array<SharedArrayBuffer>
  /** Not 0 when the training is to stop; shape [1]. */
  readonly stop: Int32Array<SharedArrayBuffer>
  readonly window: number
  readonly epochs: number
  readonly seed: number
  readonly thread: number
  /** The texts of this thread, the last one excluded. */
  readonly firstText: number
  readonly endText: number
}

/** Tokens read at one learning rate; context windows end at its edges, which only very long texts have inside. */
const stretchTokens = 4096
const wholeNumbers = 2 ** 32

/** Learns a share, stretch by stretch; the caller may do other work at each stop, and ends it by stopping there. */
export function* learnShare(share: Word2VecShare): Generator<void, void> {
  const { offsets, read, stop, thread } = share
  const learner = createLearner(share)
  const total = share.tokens.length * share.epochs
  for (let epoch = 0; epoch < share.epochs; epoch += 1) {
    for (let text = share.firstText; text < share.endText; text += 1) {
      const end = offsets[text + 1] ?? 0
      for (let start = offsets[text] ?? 0; start < end; start += stretchTokens) {
        if (Atomics.load(stop, 0) !== 0) return
        const stretchEnd = Math.min(end, start + stretchTokens)
        learner.learn(
          start,
          stretchEnd,
          learningRateAt(
            read.reduce((sum, count) => sum + count, 0),
            total,
          ),
        )
        read[thread] = (read[thread] ?? 0) + stretchEnd - start
        yield
      }
    }
  }
}

/**
 * The step width falls along a line, in steps as it does in word2vec and gensim: falling with every text would give little texts
 * smaller steps on the whole, and their words fewer neighbours of their own topic (97.9 % instead of 99.2 % in the bench).
 */
function learningRateAt(wordsRead: number, total: number): number {
  const progress = (Math.floor(wordsRead / wordsPerLearningRate) * wordsPerLearningRate) / total
  return Math.max(finalLearningRate, initialLearningRate - (initialLearningRate - finalLearningRate) * progress)
}

interface Learner {
  /** Learns the tokens from `start` to before `end`. */
  learn(start: number, end: number, rate: number): void
}

function createLearner(share: Word2VecShare): Learner {
  const { layout, memory, tokens, keep, window, seed, thread } = share
  const slotsByte = layout.slotsByte + thread * slotsBytes
  const stretch = new Int32Array(stretchTokens)
  const learnPair = compileLearnPair(memory, layout)
  const draw = createDraws(mixSeed(seed, thread))
  const fillSlots = createSlotFilling(share, new Int32Array(memory.buffer, slotsByte, layout.targets), draw)
  const readStretch = (start: number, end: number): number => {
    let length = 0
    for (let index = start; index < end; index += 1) {
      const word = tokens[index] ?? 0
      if (keep && draw() >= (keep[word - 1] ?? 1)) continue
      stretch[length] = word
      length += 1
    }
    return length
  }
  const learn = (start: number, end: number, rate: number): void => {
    const length = readStretch(start, end)
    for (let index = 0; index < length; index += 1) {
      const reach = 1 + Math.floor(draw() * window)
      const last = Math.min(length - 1, index + reach)
      for (let near = Math.max(0, index - reach); near <= last; near += 1) {
        if (near === index) continue
        fillSlots(stretch[index] ?? 0)
        learnPair((stretch[near] ?? 0) * layout.rowBytes, rate, slotsByte)
      }
    }
  }
  return { learn }
}

/** Lists the rows of a word and of words drawn against it, none of them the word itself. */
function createSlotFilling(
  { layout, draws: { stay, other } }: Word2VecShare,
  slots: Int32Array,
  draw: () => number,
): (word: number) => void {
  const { rowBytes, targets, targetRowsByte, words } = layout
  const drawnWord = (): number => {
    const position = draw() * words
    const index = Math.floor(position)
    return 1 + (position - index < (stay[index] ?? 1) ? index : (other[index] ?? index))
  }
  return (word) => {
    slots[0] = targetRowsByte + word * rowBytes
    for (let slot = 1; slot < targets; slot += 1) {
      let negative = drawnWord()
      while (negative === word) negative = drawnWord()
      slots[slot] = targetRowsByte + negative * rowBytes
    }
  }
}

/** Numbers in [0, 1) by a 32-bit xorshift (Marsaglia 2003): `random.ts` draws better, but ten times slower. */
function createDraws(seed: number): () => number {
  const state = Int32Array.of(seed === 0 ? 1 : seed)
  return () => {
    let bits = state[0] ?? 1
    bits ^= bits << 13
    bits ^= bits >>> 17
    bits ^= bits << 5
    state[0] = bits
    return (bits >>> 0) / wholeNumbers
  }
}
