import { mixSeed } from '@shared/domain/random'

/** 2³² divided by the golden ratio: the step of a Weyl sequence. */
const weylStep = 0x9e37_79b9

/**
 * A dropout mask: 0 with the given probability, else 1 / (1 − probability). Each number follows from its place by a hash (the finalizer of
 * MurmurHash3 over a Weyl sequence), a hundred thousand in a millisecond, so that a step of a small head does not wait for its mask.
 * @param dropoutSeed names the step: `mixSeed(seed, epoch, step)`
 * @param layer the layer's place among all layers of the network, so that every layer draws its own
 * @param size how many numbers: samples × units, row-major
 * @param probability of a zero, in [0, 1)
 */
export function dropoutMask(dropoutSeed: number, layer: number, size: number, probability: number): Float32Array {
  const seed = mixSeed(dropoutSeed, layer)
  const kept = 1 / (1 - probability)
  const threshold = probability * 2 ** 32
  const mask = new Float32Array(size)
  for (let index = 0; index < size; index += 1) mask[index] = hashed(seed, index) < threshold ? 0 : kept
  return mask
}

/** A number in [0, 2³²) that follows from seed and index. */
function hashed(seed: number, index: number): number {
  let hash = seed + Math.imul(index + 1, weylStep)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
