import type { Rank, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, Variable } from '@tensorflow/tfjs-node'
import type { Modality } from '@shared/domain/modality'
import type { PlainLayer } from '@shared/domain/network'
import type { NetworkPlan, PlannedLayer } from '../../network/plan'
import { lagsOf } from '../../network/shapes'
import { layerOrder } from '../../network/plan'
import { commutePooling } from '../commute-pooling'
import { dropoutMask } from '../dropout-mask'
import { excerptNormalisationEpsilon } from '../../network/constants'
import { attentionPooling } from './attention-pooling'
import { channelMoments, type Moments, normaliseBatch, normaliseByMoments } from './batch-normalisation'
import { convolutionBlock } from './convolution-block'
import { globalPooling } from './global-pooling'
import { layerNormalisation } from './layer-normalisation'
import type { TensorFlow } from './load'
import { appendMelBands } from './mel-bands'

/** What a pass through the network needs, and what it leaves behind. */
export interface Pass {
  readonly tf: TensorFlow
  readonly plan: NetworkPlan
  readonly variables: ReadonlyMap<string, Variable>
  /** With dropout and the mean and variance of the batch; left out: as in prediction. */
  readonly training?: { readonly dropoutSeed: number; readonly observeMoments: (layer: string, moments: Moments, rows: number) => void }
}

/** Inputs of a batch: MFCC [n, 20, 1502], token ids [n, 500], outputs of a frozen branch [n, units]. */
export type InputTensors = ReadonlyMap<Modality, Tensor>

/**
 * Runs a batch through the network. Between layers a sequence is [n, length, channels], TensorFlow's layout on a CPU.
 * @returns outputs [n, 2]; of one branch without a head [n, units]
 */
export function forward(pass: Pass, inputs: InputTensors): Tensor2D {
  const { tf, plan } = pass
  const order = layerOrder(plan.network)
  const run = (layers: readonly PlannedLayer[], x: Tensor): Tensor => applyLayers(pass, layers, x, order)
  const features = plan.branches.map((branch) => run(branch.layers, enter(pass, inputs.get(branch.modality))))
  return run(plan.head, features.length === 1 ? (features[0] ?? tf.zeros([0])) : tf.concat(features, 1)) as Tensor2D
}

function applyLayers(pass: Pass, layers: readonly PlannedLayer[], x: Tensor, order: ReadonlyMap<string, number>): Tensor {
  return unitsOf(commutePooling(layers), pass.training !== undefined).reduce((value, unit) => {
    if (isBlock(unit)) return applyBlock(pass, unit, value)
    if (unit.layer.type === 'residual') return pass.tf.add(value, applyLayers(pass, unit.inner, value, order))
    return applyLayer(pass, unit, unit.layer, value, order.get(unit.name) ?? 0)
  }, x)
}

/** MFCC [n, channels, length] → [n, length, channels]; token ids stay as they are. */
function enter({ tf }: Pass, input: Tensor | undefined): Tensor {
  const value = input ?? tf.zeros([0, 0])
  return value.rank === 3 ? tf.transpose(value, [0, 2, 1]) : value
}

/** Three neighbouring layers that are computed as one in training. */
interface Block {
  readonly convolution: PlannedLayer
  readonly normalisation: PlannedLayer
  readonly pooling: PlannedLayer
}

function isBlock(unit: PlannedLayer | Block): unit is Block {
  return 'convolution' in unit
}

function unitsOf(layers: readonly PlannedLayer[], training: boolean): (PlannedLayer | Block)[] {
  const units: (PlannedLayer | Block)[] = []
  for (let index = 0; index < layers.length; index += 1) {
    const [convolution, normalisation, pooling] = layers.slice(index, index + 3)
    if (convolution === undefined) break
    const fits =
      convolution.layer.type === 'convolution' &&
      normalisation?.layer.type === 'batch-normalisation' &&
      pooling?.layer.type === 'max-pooling'
    if (fits && training && !convolution.frozen) {
      units.push({ convolution, normalisation, pooling })
      index += 2
    } else units.push(convolution)
  }
  return units
}

function applyBlock(pass: Pass, { convolution, normalisation, pooling }: Block, x: Tensor): Tensor {
  const { tf, training } = pass
  if (convolution.layer.type !== 'convolution' || pooling.layer.type !== 'max-pooling') throw new RangeError('no convolution block')
  const weight = (layer: PlannedLayer, part: string): Tensor => weightOf(pass, `${layer.name}.${part}`)
  const { output, moments, rows } = convolutionBlock(tf, x as Tensor3D, {
    weight: weight(convolution, 'weight') as Tensor3D,
    bias: weight(convolution, 'bias') as Tensor1D,
    gamma: weight(normalisation, 'weight') as Tensor1D,
    beta: weight(normalisation, 'bias') as Tensor1D,
    stride: convolution.layer.stride,
    pooling: pooling.layer,
  })
  training?.observeMoments(normalisation.name, moments, rows)
  return output
}

function applyLayer(pass: Pass, planned: PlannedLayer, layer: PlainLayer, x: Tensor, order: number): Tensor {
  const { tf } = pass
  const { name } = planned
  const weight = (part: string): Tensor => weightOf(pass, `${name}.${part}`)
  switch (layer.type) {
    case 'normalisation':
      return layer.by === 'excerpt' ? normaliseExcerpt(tf, x) : tf.div(tf.sub(x, weight('mean')), weight('deviation'))
    case 'embedding':
      return embed(tf, weight('weight'), x.toInt(), layer.trained)
    case 'convolution': {
      const kernel = tf.transpose(weight('weight'), [2, 1, 0]) as Tensor3D
      return tf.add(tf.conv1d(x as Tensor3D, kernel, layer.stride, 'valid'), weight('bias'))
    }
    case 'batch-normalisation':
      return normalise(pass, planned, x)
    case 'layer-normalisation':
      return layerNormalisation(tf, x, weight('weight'), weight('bias'))
    case 'relu':
      return tf.relu(x)
    case 'clip':
      return tf.clipByValue(x, layer.low, layer.high)
    case 'max-pooling':
    case 'average-pooling':
    case 'global-pooling':
    case 'attention-pooling':
      return pool(tf, layer, x as Tensor3D, () => weight('weight'))
    case 'mel-bands':
      return appendMelBands(tf, layer.bands, x as Tensor3D)
    case 'padding':
      return padded(tf, layer, x)
    case 'flatten':
      return tf.reshape(tf.transpose(x, [0, 2, 1]), [x.shape[0], -1])
    case 'dropout':
      return pass.training === undefined ? x : tf.mul(x, maskFor(pass.training.dropoutSeed, tf, x, layer.probability, order))
    case 'linear':
      return tf.add(tf.matMul(x as Tensor2D, weight('weight') as Tensor2D, false, true), weight('bias'))
  }
}

function padded(tf: TensorFlow, { before, after }: Extract<PlainLayer, { type: 'padding' }>, x: Tensor): Tensor {
  const none: [number, number] = [0, 0]
  return tf.pad(x, [none, [before, after], none])
}

type Pooling = Extract<PlainLayer, { type: `${string}-pooling` }>

function pool(tf: TensorFlow, layer: Pooling, x: Tensor3D, score: () => Tensor): Tensor {
  switch (layer.type) {
    case 'max-pooling':
      return alongTime(tf, x, (image) => tf.maxPool(image, [1, layer.size], [1, layer.stride], 'valid'))
    case 'average-pooling':
      return alongTime(tf, x, (image) => tf.avgPool(image, [1, layer.size], [1, layer.stride], 'valid'))
    case 'global-pooling':
      return globalPooling(tf, layer.by, lagsOf(layer), x)
    case 'attention-pooling':
      return attentionPooling(tf, layer.by, x, score())
  }
}

function normalise(pass: Pass, { name, frozen }: PlannedLayer, x: Tensor): Tensor {
  const { tf, training } = pass
  const [gamma, beta] = [weightOf(pass, `${name}.weight`), weightOf(pass, `${name}.bias`)] as [Tensor1D, Tensor1D]
  if (training === undefined || frozen) {
    const moments = { mean: weightOf(pass, `${name}.running_mean`), variance: weightOf(pass, `${name}.running_var`) } as Moments
    return normaliseByMoments(tf, x, gamma, beta, moments)
  }
  const rows = tf.reshape<Rank.R2>(x, [-1, gamma.size])
  const moments = channelMoments(tf, rows)
  training.observeMoments(name, moments, rows.shape[0])
  return normaliseBatch(tf, x, gamma, beta, moments)
}

/** Rows of the table for token ids [n, length]; the padding id 0 stays a zero vector, also while the table is trained. */
function embed(tf: TensorFlow, table: Tensor, ids: Tensor, trained: boolean): Tensor {
  const vectors = tf.gather(table, ids)
  return trained ? tf.mul(vectors, tf.expandDims(tf.cast(tf.notEqual(ids, 0), 'float32'), 2)) : vectors
}

/** Zero mean and unit variance of each coefficient over the excerpt's frames (CMVN). */
function normaliseExcerpt(tf: TensorFlow, x: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, 1, true)
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, excerptNormalisationEpsilon)))
}

/** Masks are drawn in the order of [n, channels, length], whatever the engine's layout. */
function maskFor(dropoutSeed: number, tf: TensorFlow, x: Tensor, probability: number, order: number): Tensor {
  const mask = dropoutMask(dropoutSeed, order, x.size, probability)
  const [size = 0, length = 0, channels = 0] = x.shape
  return x.rank === 3 ? tf.transpose(tf.tensor3d(mask, [size, channels, length]), [0, 2, 1]) : tf.tensor(mask, x.shape)
}

function alongTime(tf: TensorFlow, x: Tensor, pool: (image: Tensor4D) => Tensor4D): Tensor {
  return tf.squeeze(pool(tf.expandDims<Tensor4D>(x, 1)), [1])
}

function weightOf({ variables }: Pass, name: string): Tensor {
  const variable = variables.get(name)
  if (variable === undefined) throw new RangeError(`The network has no tensor ${name}.`)
  return variable
}
