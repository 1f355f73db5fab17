import { createRandom } from '@shared/domain/random'
import { sigmoidRange, sigmoidSteps } from './word2vec-kernel'
import { float32Bytes, type Word2VecLayout } from './word2vec-layout'

/**
 * Opens the memory of a training: input rows drawn evenly from ±1 / size as gensim does (word2vec itself takes half of it, and learns
 * little texts more slowly), target rows of zeros, the table of σ.
 * @param seed of the draws
 */
export function openWord2VecMemory(layout: Word2VecLayout, seed: number): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.maximumPages, shared: true })
  const random = createRandom(seed)
  for (let word = 1; word <= layout.words; word += 1) {
    const row = new Float32Array(memory.buffer, word * layout.rowBytes, layout.size)
    for (let index = 0; index < layout.size; index += 1) row[index] = (2 * random.next() - 1) / layout.size
  }
  new Float32Array(memory.buffer, layout.sigmoidByte, sigmoidSteps + 1).forEach((_, step, table) => {
    table[step] = 1 / (1 + Math.exp(sigmoidRange - ((step + 0.5) * 2 * sigmoidRange) / sigmoidSteps))
  })
  return memory
}

/** The input rows without their padding, shape [words + 1, size]; row 0 is zeros. */
export function inputVectors({ words, size, rowBytes }: Word2VecLayout, memory: WebAssembly.Memory): Float32Array {
  const vectors = new Float32Array((words + 1) * size)
  const rows = new Float32Array(memory.buffer, 0, ((words + 1) * rowBytes) / float32Bytes)
  for (let word = 1; word <= words; word += 1) {
    const start = (word * rowBytes) / float32Bytes
    vectors.set(rows.subarray(start, start + size), word * size)
  }
  return vectors
}
