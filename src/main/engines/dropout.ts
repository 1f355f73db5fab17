import { createRandom, mixSeed } from '@shared/domain/random'

/**
 * A dropout mask: 0 with the given probability, else 1 / (1 − probability).
 * @param dropoutSeed names the step: `mixSeed(seed, epoch, step)`
 * @param layer the layer's place among all layers of the network, so that every layer draws its own
 * @param size how many numbers: samples × units, row-major
 * @param probability of a zero, in [0, 1)
 */
export function dropoutMask(dropoutSeed: number, layer: number, size: number, probability: number): Float32Array {
  const random = createRandom(mixSeed(dropoutSeed, layer))
  const kept = 1 / (1 - probability)
  const mask = new Float32Array(size)
  for (let index = 0; index < size; index += 1) mask[index] = random.next() < probability ? 0 : kept
  return mask
}
