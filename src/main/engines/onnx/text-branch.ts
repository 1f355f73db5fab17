import type { PlannedBranch, PlannedLayer } from '../../network/plan'
import { type TextConvolutionSettings, type WordEdges } from './layers/text-convolution'
import { takesBiasAway } from './layers/write-layer'
import { type StepBuilder, stepNames } from './step-builder'
import type { GraphForm } from './tensor-edges'

/**
 * Embedding and convolution of a text branch that begins with both and trains the convolution; undefined for any other branch, and on a
 * GPU: there the plain convolution's arithmetic costs less than lists of words that the processor would have to make.
 */
export function textConvolutionOf(
  { input, layers: [embedding, convolution, next] }: PlannedBranch,
  form: GraphForm,
): TextConvolutionSettings | undefined {
  if (form === 'gpu' || input.kind !== 'tokens' || embedding?.layer.type !== 'embedding' || convolution?.layer.type !== 'convolution')
    return undefined
  if (convolution.layer.stride !== 1 || convolution.frozen) return undefined
  return {
    embedding: embedding.name,
    vocabularySize: input.vocabularySize,
    convolution: convolution.name,
    shape: shapeOf(convolution, next),
  }
}

function shapeOf({ layer, input, output }: PlannedLayer, next: PlannedLayer | undefined): TextConvolutionSettings['shape'] {
  if (layer.type !== 'convolution' || input.kind !== 'sequence' || output.kind !== 'sequence')
    throw new RangeError('A convolution reads and gives a sequence.')
  return { ...layer, channels: input.channels, length: input.length, outputs: output.length, isNormalised: takesBiasAway(next) }
}

/** The inputs that a text convolution reads. Each text has its own count of words: onnxruntime takes free sizes of one name as equal. */
export function wordEdges(step: StepBuilder, { modality, input }: PlannedBranch): WordEdges {
  const length = input.kind === 'tokens' ? input.length : 0
  return {
    words: step.input(stepNames.words(modality), [`u of ${modality}`], 'int32'),
    indices: step.input(stepNames.wordIndices(modality), ['n', length], 'int32'),
  }
}
