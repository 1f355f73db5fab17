import type { PlannedLayer } from '../../network/plan'
import type { Edge } from './graph-builder'
import type { LayerStep, WriteInner } from './layers/layer-step'
import { pooledConvolution, type PooledConvolutionSettings } from './layers/pooled-convolution'
import { writeLayer } from './layers/write-layer'
import type { StepBuilder } from './step-builder'

/** Layers that were written as one. */
interface Written {
  readonly layer: LayerStep
  readonly parts: readonly PlannedLayer[]
}

/**
 * Writes the next layers of a chain: several at once where that is quicker. Only for processors: on WebGPU (onnxruntime 1.30) some of
 * the operators went to the processor, and the results were not the same.
 * @param layers what is left of the chain, at least one
 * @param writeInner for layers that hold others
 */
export function writeNext(step: StepBuilder, layers: readonly PlannedLayer[], input: Edge, writeInner: WriteInner): Written {
  const [first, next, ...behind] = layers
  if (first === undefined) throw new RangeError('There is no layer to write.')
  if (step.form === 'processor') {
    const settings = pooledConvolutionOf(layers)
    if (settings !== undefined) return { layer: pooledConvolution(step, settings, input), parts: layers.slice(0, 3) }
    const onConstants = normalisesByOnePair(first) && next !== undefined ? pooledConvolutionOf([next, ...behind]) : undefined
    if (onConstants !== undefined)
      return { layer: pooledConvolution(step, { ...onConstants, constants: first.name }, input), parts: layers.slice(0, 4) }
  }
  return { layer: writeLayer(step, first, next, input, writeInner), parts: [first] }
}

/** Whether a layer normalises by one pair of constants. Those of each coefficient may lie far from zero: they are taken away before. */
function normalisesByOnePair({ layer }: PlannedLayer): boolean {
  return layer.type === 'normalisation' && layer.by === 'global'
}

/**
 * A trained convolution of stride 1 with batch normalisation and a max pooling whose windows do not overlap; undefined for other layers.
 * The convolution by positions of a window multiplies by zeros: a wide window behind a narrow kernel is left to the plain layers.
 */
function pooledConvolutionOf([convolution, normalisation, pooling]: readonly PlannedLayer[]): PooledConvolutionSettings | undefined {
  if (convolution?.layer.type !== 'convolution' || convolution.frozen || convolution.layer.stride !== 1) return undefined
  if (normalisation?.layer.type !== 'batch-normalisation' || pooling?.layer.type !== 'max-pooling') return undefined
  const { kernel } = convolution.layer
  const { size, stride } = pooling.layer
  if (size !== stride || 2 * (size - 1) > kernel) return undefined
  if (convolution.input.kind !== 'sequence' || convolution.output.kind !== 'sequence' || pooling.output.kind !== 'sequence')
    return undefined
  return {
    convolution: convolution.name,
    normalisation: normalisation.name,
    shape: {
      ...convolution.layer,
      channels: convolution.input.channels,
      length: convolution.input.length,
      outputs: convolution.output.length,
      isNormalised: true,
    },
    pool: size,
    pools: pooling.output.length,
  }
}
