import type { TokenCorpus, Word2VecSettings } from './word2vec-settings'
import { prepareWordDraws } from './word2vec-draws'
import { layOutWord2Vec } from './word2vec-layout'
import { openWord2VecMemory } from './word2vec-memory'
import type { Word2VecShare } from './word2vec-share'

/**
 * Opens the shared memory of a training and shares its texts out, about as many tokens to each thread.
 * @throws Failure `unsupported` when the vectors need more than 4 GiB
 */
export function prepareShares({ tokens, offsets, words }: TokenCorpus, settings: Word2VecSettings): Word2VecShare[] {
  const texts = offsets.length - 1
  const threads = Math.max(1, Math.min(settings.threads, texts))
  const layout = layOutWord2Vec(words, settings.size, settings.negative, threads)
  const counts = countWords(tokens, words)
  const common = {
    layout,
    memory: openWord2VecMemory(layout, settings.seed),
    tokens: shareWhole(tokens),
    offsets: shareWhole(offsets),
    draws: prepareWordDraws(counts),
    keep: settings.subsampling ? keepProbabilities(counts, tokens.length, settings.subsampling) : null,
    read: new Float64Array(new SharedArrayBuffer(threads * Float64Array.BYTES_PER_ELEMENT)),
    stop: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
    window: settings.window,
    epochs: settings.epochs,
    seed: settings.seed,
  }
  const edges = Array.from({ length: threads + 1 }, (_, thread) => firstTextFrom(offsets, (thread * tokens.length) / threads))
  edges[threads] = texts
  return Array.from({ length: threads }, (_, thread) => ({
    ...common,
    thread,
    firstText: edges[thread] ?? 0,
    endText: edges[thread + 1] ?? texts,
  }))
}

function firstTextFrom(offsets: Int32Array, token: number): number {
  const text = offsets.findIndex((offset) => offset >= token)
  return Math.max(0, text)
}

function countWords(tokens: Int32Array, words: number): Float64Array {
  const counts = new Float64Array(words)
  for (const word of tokens) counts[word - 1] = (counts[word - 1] ?? 0) + 1
  return counts
}

/** √(t/f) + t/f of a word whose share of the tokens is f (the program of Mikolov et al.). */
function keepProbabilities(counts: Float64Array, tokens: number, threshold: number): Float64Array<SharedArrayBuffer> {
  const probabilities = new Float64Array(new SharedArrayBuffer(counts.byteLength))
  counts.forEach((count, index) => {
    const ratio = (threshold * tokens) / Math.max(1, count)
    probabilities[index] = Math.sqrt(ratio) + ratio
  })
  return probabilities
}

function shareWhole(values: Int32Array): Int32Array<SharedArrayBuffer> {
  const shared = new Int32Array(new SharedArrayBuffer(values.byteLength))
  shared.set(values)
  return shared
}
