import { sizeOfShape } from '../../../network/shapes'
import { batchNormalisation } from './batch-normalisation'
import { dropout } from './dropout'
import type { WriteLayer } from './layer-step'
import { linear } from './linear'
import { relu } from './relu'

/** Writes any layer of a network into a training step. */
export const writeLayer: WriteLayer = (step, { name, layer, input: shape }, x) => {
  switch (layer.type) {
    case 'linear':
      return linear(step, name, layer.units, x)
    case 'relu':
      return relu(step, x)
    case 'dropout':
      return dropout(step, name, shape.kind === 'sequence' ? [shape.channels, shape.length] : [sizeOfShape(shape)], x)
    case 'batch-normalisation':
      return batchNormalisation(step, name, shape, x)
    default:
      throw new RangeError(layer.type)
  }
}
