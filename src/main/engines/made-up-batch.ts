import { createRandom, type Random } from '@shared/domain/random'
import { type InputShape, sizeOfInput } from '../network/inputs'
import type { NetworkPlan } from '../network/plan'
import type { Batch } from './engine'

/** Words of a text before its padding: songs of the study have about so many. */
const wordsOfText = 200

/** A batch of the shapes of a network, seeded: its steps take as long as those of real samples. */
export function madeUpBatch({ branches }: NetworkPlan, size: number): Batch {
  const random = createRandom(1)
  return {
    size,
    values: Object.fromEntries(branches.map(({ modality, input }) => [modality, numbersOf(input, size, random)])),
    targets: Float32Array.from({ length: 2 * size }, () => random.next() - 0.5),
  }
}

function numbersOf(input: InputShape, size: number, random: Random): Float32Array | Int32Array {
  const length = size * sizeOfInput(input)
  if (input.kind !== 'tokens') return Float32Array.from({ length }, () => random.next() - 0.5)
  // Frequent words have small ids, and the rank of a word falls about as its frequency rises.
  const word = (): number => Math.floor(input.vocabularySize ** random.next())
  return Int32Array.from({ length }, (_, index) => (index % input.length < wordsOfText ? Math.min(word(), input.vocabularySize - 1) : 0))
}
