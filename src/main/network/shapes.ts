import { fail } from '@shared/domain/failure'
import type { Layer, ResidualLayer } from '@shared/domain/network'
import { dimsOfInput, type InputShape, sizeOfInput } from './inputs'

/** Shape of one sample between two layers (the batch is left out). */
export type Shape = InputShape

/** A shape as people write it: `16×1493`, `352`, `500 tokens`. */
export function describeShape(shape: Shape): string {
  return `${dimsOfInput(shape).join('×')}${shape.kind === 'tokens' ? ' tokens' : ''}`
}

/**
 * The shape that a layer makes of its input.
 * @param layer the layer
 * @param input shape of one sample that enters
 * @param layerName for messages, `audio.3`
 * @throws Failure `invalid-argument` naming the layer when the shapes do not fit
 */
export function shapeAfter(layer: Layer, input: Shape, layerName: string): Shape {
  switch (layer.type) {
    case 'embedding':
      return input.kind === 'tokens'
        ? { kind: 'sequence', channels: layer.size, length: input.length }
        : refuse(layer, input, layerName, 'An embedding reads token ids: it must be the first layer of a text branch.')
    case 'convolution':
      return { ...slide(layer, layer.kernel, layer.stride, input, layerName), channels: layer.filters }
    case 'max-pooling':
    case 'average-pooling':
      return slide(layer, layer.size, layer.stride, input, layerName)
    case 'mel-bands': {
      const sequence = sequenceFor(layer, input, layerName)
      return { ...sequence, channels: sequence.channels + layer.bands }
    }
    case 'normalisation':
      return sequenceFor(layer, input, layerName)
    case 'global-pooling':
      return { kind: 'vector', units: statisticsOf(layer) * summarised(layer, input, layerName).channels }
    case 'attention-pooling':
      return { kind: 'vector', units: layer.by.length * sequenceFor(layer, input, layerName).channels }
    case 'padding':
      return padded(layer, sequenceFor(layer, input, layerName))
    case 'residual':
      return added(layer, input, layerName)
    case 'flatten':
      return { kind: 'vector', units: sizeOfInput(sequenceFor(layer, input, layerName)) }
    case 'linear':
      return input.kind === 'vector'
        ? { kind: 'vector', units: layer.units }
        : refuse(layer, input, layerName, 'A linear layer reads a vector: put a flatten layer before it.')
    case 'batch-normalisation':
    case 'layer-normalisation':
    case 'relu':
    case 'clip':
    case 'dropout':
      return input.kind === 'tokens' ? refuse(layer, input, layerName, 'Token ids must pass an embedding first.') : input
  }
}

type Sequence = Extract<Shape, { kind: 'sequence' }>

function sequenceFor(layer: Layer, input: Shape, layerName: string): Sequence {
  if (input.kind === 'sequence') return input
  return refuse(layer, input, layerName, 'This layer runs along time: it needs channels × length, before any flatten layer.')
}

/** Lags of a layer's changes, in frames. */
export function lagsOf({ lags = [1] }: GlobalPooling): readonly number[] {
  return lags
}

type GlobalPooling = Extract<Layer, { type: 'global-pooling' }>

function statisticsOf(layer: GlobalPooling): number {
  return layer.by.reduce((sum, statistic) => sum + (statistic === 'change' ? lagsOf(layer).length : 1), 0)
}

/** A change needs two frames so far apart. */
function summarised(layer: GlobalPooling, input: Shape, layerName: string): Sequence {
  const sequence = sequenceFor(layer, input, layerName)
  const lag = layer.by.includes('change') ? Math.max(...lagsOf(layer)) : 0
  if (lag < sequence.length) return sequence
  return refuse(layer, input, layerName, `A change over ${lag} frames does not fit into ${sequence.length}: use smaller lags.`)
}

function padded({ before, after }: Extract<Layer, { type: 'padding' }>, sequence: Sequence): Sequence {
  return { ...sequence, length: sequence.length + before + after }
}

/** The shape of a residual's input, where its layers give it again. */
function added(layer: ResidualLayer, input: Shape, layerName: string): Shape {
  const given = layer.layers.reduce((shape, inner, index) => shapeAfter(inner, shape, `${layerName}.${index}`), input)
  if (describeShape(given) === describeShape(input)) return input
  return fail(
    'invalid-argument',
    `The layers of ${layerName} (residual) make ${describeShape(given)} of ${describeShape(input)}: the two cannot be added.`,
    'Let them give the shape that they read: as many filters as channels, and padding before a convolution.',
  )
}

/** Length of a window slid without padding: ⌊(length − window) / stride⌋ + 1. */
function slide(layer: Layer, window: number, stride: number, input: Shape, layerName: string): Sequence {
  const sequence = sequenceFor(layer, input, layerName)
  const length = Math.floor((sequence.length - window) / stride) + 1
  if (length >= 1) return { ...sequence, length }
  return refuse(
    layer,
    input,
    layerName,
    `A window of ${window} does not fit into a length of ${sequence.length}: use fewer or smaller layers.`,
  )
}

function refuse(layer: Layer, input: Shape, layerName: string, hint: string): never {
  return fail('invalid-argument', `Layer ${layerName} (${layer.type}) cannot take an input of shape ${describeShape(input)}.`, hint)
}
