import type { GraphValue } from '../../onnx/graph'
import type { Edge, GraphBuilder } from './graph-builder'

/** A float32 holds whole numbers of so many bits exactly. */
const bitsInNumber = 24

/** In how many numbers the mask of a sample goes. @param units numbers of a sample */
function numbersForBits(units: number): number {
  return Math.ceil(units / bitsInNumber)
}

/**
 * Packs a dropout mask, 24 units in a number, so that a step sends a twenty-fourth of it to the GPU.
 * @param mask [samples, units], 0 for what is dropped
 * @returns whole numbers [samples, ⌈units / 24⌉]; unit 0 is the lowest bit of the first
 */
export function packMask(mask: Float32Array, samples: number, units: number): Float32Array {
  const numbers = numbersForBits(units)
  const packed = new Float32Array(samples * numbers)
  for (let sample = 0; sample < samples; sample += 1) {
    for (let unit = 0; unit < units; unit += 1) {
      if (mask[sample * units + unit] === 0) continue
      const index = sample * numbers + Math.floor(unit / bitsInNumber)
      packed[index] = (packed[index] ?? 0) + 2 ** (unit % bitsInNumber)
    }
  }
  return packed
}

/**
 * Unpacks a mask: bit k of a number v is ⌊v / 2ᵏ⌋ − 2 · ⌊v / 2ᵏ⁺¹⌋, exact in float32.
 * @param declare makes the input of the packed numbers
 * @param dims of one sample
 * @param probability of a zero; what is kept is multiplied by 1 / (1 − probability)
 * @returns [n, …dims]
 */
export function unpackedMask(
  { node, constant, number, whole }: GraphBuilder,
  declare: (dims: GraphValue['dims']) => Edge,
  dims: readonly number[],
  probability: number,
): Edge {
  const units = dims.reduce((product, dimension) => product * dimension, 1)
  const numbers = numbersForBits(units)
  const powers = Array.from({ length: bitsInNumber }, (_, bit) => 2 ** -bit)
  const scaled = node('Mul', [node('Unsqueeze', [declare(['n', numbers]), whole(2)]), constant('float32', [bitsInNumber], powers)])
  const higher = node('Mul', [node('Floor', [node('Mul', [scaled, number(0.5)])]), number(2)])
  const bits = node('Reshape', [node('Sub', [node('Floor', [scaled]), higher]), whole(-1, numbers * bitsInNumber)])
  const kept = node('Mul', [bits, number(1 / (1 - probability))])
  const cut = numbers * bitsInNumber === units ? kept : node('Slice', [kept, whole(0), whole(units), whole(1)])
  return dims.length === 1 ? cut : node('Reshape', [cut, whole(-1, ...dims)])
}
