import type { PlannedLayer } from '../../../network/plan'
import { dimsOfInput } from '../../../network/inputs'
import { lagsOf, type Shape } from '../../../network/shapes'
import { attentionPooling } from './attention-pooling'
import { batchNormalisation } from './batch-normalisation'
import { clip } from './clip'
import { convolution } from './convolution'
import { dropout } from './dropout'
import { embedding } from './embedding'
import { flatten } from './flatten'
import { globalPooling } from './global-pooling'
import { layerNormalisation } from './layer-normalisation'
import type { WriteLayer } from './layer-step'
import { linear } from './linear'
import { melBands } from './mel-bands'
import { normaliseByConstants, normaliseExcerpt } from './normalisation'
import { padding } from './padding'
import { averagePooling, maxPooling } from './pooling'
import { relu } from './relu'
import { residual } from './residual'

/** Writes any layer of a network into a training step. */
export const writeLayer: WriteLayer = (step, { name, layer, input, output, inner }, next, x, writeInner) => {
  const { channels, length } = sequenceOf(input)
  const { length: outputs } = sequenceOf(output)
  switch (layer.type) {
    case 'normalisation':
      return layer.by === 'excerpt' ? normaliseExcerpt(step, x) : normaliseByConstants(step, name, layer.by === 'global' ? 1 : channels, x)
    case 'embedding':
      return embedding(step, name, { rows: input.kind === 'tokens' ? input.vocabularySize : 0, size: layer.size }, x)
    case 'convolution':
      return convolution(step, name, { ...layer, channels, length, outputs, isNormalised: takesBiasAway(next) }, x)
    case 'batch-normalisation':
      return batchNormalisation(step, name, input, x)
    case 'layer-normalisation':
      return layerNormalisation(step, name, input, x)
    case 'relu':
      return relu(step, x)
    case 'clip':
      return clip(step, layer, x)
    case 'max-pooling':
      return maxPooling(step, { ...layer, channels, length, pools: outputs }, x)
    case 'average-pooling':
      return averagePooling(step, { ...layer, channels, length, pools: outputs }, x)
    case 'mel-bands':
      return melBands(step, channels, layer.bands, x)
    case 'global-pooling':
      return globalPooling(step, { by: layer.by, lags: lagsOf(layer), channels, length }, x)
    case 'attention-pooling':
      return attentionPooling(step, name, { by: layer.by, channels }, x)
    case 'padding':
      return padding(step, { ...layer, length }, x)
    case 'residual':
      return residual(step, writeInner(inner, x), x)
    case 'flatten':
      return flatten(step, channels, length, x)
    case 'dropout':
      return dropout(step, name, dimsOfInput(input), layer.probability, x)
    case 'linear':
      return linear(step, name, layer.units, x)
  }
}

/** Whether a layer takes the mean of its batch away, and with it the bias of the layer before. */
export function takesBiasAway(next: PlannedLayer | undefined): boolean {
  return next?.layer.type === 'batch-normalisation' && !next.frozen
}

/** Channels and length of a sequence; layers that read another shape ask for neither. */
function sequenceOf(shape: Shape): { channels: number; length: number } {
  return shape.kind === 'sequence' ? shape : { channels: 0, length: 0 }
}
