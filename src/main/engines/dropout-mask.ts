import { mixSeed } from '@shared/domain/random'

/** 2³² divided by the golden ratio: the step of a Weyl sequence. */
const weylStep = 0x9e37_79b9

/**
 * A dropout mask: 0 with the given probability (to 1/131,072), else 1 / (1 − probability). Each pair of numbers follows from its index by a
 * hash (the finalizer of MurmurHash3 over a Weyl sequence), whose halves are two draws; no branch depends on a draw, which a processor
 * could not foresee.
 * @param dropoutSeed names the step: `mixSeed(seed, epoch, step)`
 * @param layer the layer's index among all layers of the network, so that every layer draws its own
 * @param size how many numbers: samples × units, row-major
 * @param probability of a zero, in [0, 1)
 */
export function dropoutMask(dropoutSeed: number, layer: number, size: number, probability: number): Float32Array {
  const mask = new Float32Array(size)
  fillDropoutMask(mask, dropoutSeed, layer, probability)
  return mask
}

/** Writes `dropoutMask` into an array that is kept from step to step. */
export function fillDropoutMask(mask: Float32Array, dropoutSeed: number, layer: number, probability: number): void {
  const size = mask.length
  const bits = new Int32Array(mask.buffer, mask.byteOffset, size)
  const kept = new Int32Array(Float32Array.of(1 / (1 - probability)).buffer)[0] ?? 0
  const threshold = Math.round(probability * 2 ** 16)
  const even = size - (size % 2)
  let weyl = mixSeed(dropoutSeed, layer)
  for (let index = 0; index < even; index += 2) {
    weyl = (weyl + weylStep) | 0
    const hash = hashed(weyl)
    bits[index] = keptUnlessBelow(hash & 0xffff, threshold, kept)
    bits[index + 1] = keptUnlessBelow(hash >>> 16, threshold, kept)
  }
  if (even < size) bits[even] = keptUnlessBelow(hashed((weyl + weylStep) | 0) & 0xffff, threshold, kept)
}

/** The bits of a number where the draw is not below the threshold, else those of 0. */
function keptUnlessBelow(draw: number, threshold: number, kept: number): number {
  return kept & ~((draw - threshold) >> 31)
}

/** 32 bits that follow from 32 bits. */
function hashed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return hash ^ (hash >>> 16)
}
