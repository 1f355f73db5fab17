import { fail } from '@shared/domain/failure'
import type { Layer } from '@shared/domain/network'
import type { InputShape } from './inputs'

/** Shape of one sample between two layers (the batch is left out). */
export type Shape = InputShape

/** A shape as people write it: `16×1493`, `352`, `500 tokens`. */
export function describeShape(shape: Shape): string {
  if (shape.kind === 'sequence') return `${shape.channels}×${shape.length}`
  return shape.kind === 'vector' ? `${shape.units}` : `${shape.length} tokens`
}

/** How many features a sample has after flattening. */
export function sizeOfShape(shape: Shape): number {
  if (shape.kind === 'vector') return shape.units
  return shape.kind === 'sequence' ? shape.channels * shape.length : shape.length
}

/**
 * The shape that a layer makes of its input.
 * @param layer the layer
 * @param input shape of one sample that enters
 * @param place the layer's name for messages, `audio.3`
 * @throws Failure `invalid-argument` naming the layer when the shapes do not fit
 */
export function shapeAfter(layer: Layer, input: Shape, place: string): Shape {
  switch (layer.type) {
    case 'embedding':
      return input.kind === 'tokens'
        ? { kind: 'sequence', channels: layer.size, length: input.length }
        : refuse(layer, input, place, 'An embedding reads token ids: it must be the first layer of a text branch.')
    case 'convolution':
      return { ...slide(layer, layer.kernel, layer.stride, input, place), channels: layer.filters }
    case 'max-pooling':
    case 'average-pooling':
      return slide(layer, layer.size, layer.stride, input, place)
    case 'normalisation':
      return sequenceFor(layer, input, place)
    case 'flatten':
      return { kind: 'vector', units: sizeOfShape(sequenceFor(layer, input, place)) }
    case 'linear':
      return input.kind === 'vector'
        ? { kind: 'vector', units: layer.units }
        : refuse(layer, input, place, 'A linear layer reads a vector: put a flatten layer before it.')
    default:
      return input.kind === 'tokens' ? refuse(layer, input, place, 'Token ids must pass an embedding first.') : input
  }
}

type Sequence = Extract<Shape, { kind: 'sequence' }>

function sequenceFor(layer: Layer, input: Shape, place: string): Sequence {
  if (input.kind === 'sequence') return input
  return refuse(layer, input, place, 'This layer runs along time: it needs channels × length, before any flatten layer.')
}

/** Length of a window slid without padding: ⌊(length − window) / stride⌋ + 1. */
function slide(layer: Layer, window: number, stride: number, input: Shape, place: string): Sequence {
  const sequence = sequenceFor(layer, input, place)
  const length = Math.floor((sequence.length - window) / stride) + 1
  if (length >= 1) return { ...sequence, length }
  return refuse(layer, input, place, `A window of ${window} does not fit into a length of ${sequence.length}: use fewer or smaller layers.`)
}

function refuse(layer: Layer, input: Shape, place: string, hint: string): never {
  return fail('invalid-argument', `Layer ${place} (${layer.type}) cannot take an input of shape ${describeShape(input)}.`, hint)
}
