import type { Device } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'
import { sizeOfInput } from './inputs'
import { type NetworkPlan, type PlannedLayer, withInner } from './plan'
import { weightSpecifications } from './weights'

/** A tensor of a training step. */
export interface StepBuffer {
  /** For people, such as `what layer audio.1 (convolution) gives`. */
  readonly name: string
  readonly bytes: number
}

const bytesOfNumber = 4

/**
 * The largest tensor of a training step on a GPU, from the shapes alone: a batch's samples, what leaves each layer, what a convolution
 * copies for its gradient, and each weight.
 */
export function largestBuffer(plan: NetworkPlan, batchSize: number): StepBuffer {
  return [...batchTensors(plan, batchSize), ...weightTensors(plan)].reduce((largest, next) => (next.bytes > largest.bytes ? next : largest))
}

/**
 * Refuses a network whose step needs a larger buffer than a device allows.
 * @throws Failure `unsupported` that names the buffer, its size, the limit, and the batch size that would fit
 */
export function requireFit(plan: NetworkPlan, batchSize: number, { name, maxBufferBytes }: Device): void {
  if (maxBufferBytes === undefined) return
  const largest = largestBuffer(plan, batchSize)
  if (largest.bytes <= maxBufferBytes) return
  const fitting = largestBatch(plan, batchSize, maxBufferBytes)
  fail(
    'unsupported',
    `A step needs a buffer of ${inMegabytes(largest.bytes)} for ${largest.name}; ${name} allows ${inMegabytes(maxBufferBytes)}.`,
    fitting === null
      ? 'Use a smaller network or vocabulary, or train on the CPU.'
      : `Use a batch size of ${fitting} or less, or train on the CPU.`,
  )
}

/** Whether every buffer of a step fits. */
export function fitsDevice(plan: NetworkPlan, batchSize: number, { maxBufferBytes = Infinity }: Device): boolean {
  return largestBuffer(plan, batchSize).bytes <= maxBufferBytes
}

/** The largest batch size whose buffers fit; null where none of two samples or more does. */
function largestBatch(plan: NetworkPlan, batchSize: number, limit: number): number | null {
  for (let size = batchSize; size >= 2; size -= 1) if (largestBuffer(plan, size).bytes <= limit) return size
  return null
}

/**
 * About how many bytes a training step holds at once: what leaves each layer and, as large, its gradient; weights, their gradients and
 * what they become.
 */
export function bytesOfStep(plan: NetworkPlan, batchSize: number): number {
  const sum = (tensors: readonly StepBuffer[]): number => tensors.reduce((total, { bytes }) => total + bytes, 0)
  return 2 * sum(batchTensors(plan, batchSize)) + 3 * sum(weightTensors(plan))
}

function batchTensors(plan: NetworkPlan, batchSize: number): StepBuffer[] {
  return [
    ...plan.branches.map(({ modality, input }) => tensor(`the ${modality} of a batch`, batchSize * sizeOfInput(input))),
    ...plan.branches.flatMap(({ layers }) => layersTensors(layers, batchSize)),
    ...layersTensors(plan.head, batchSize),
  ]
}

function layersTensors(layers: readonly PlannedLayer[], batchSize: number): StepBuffer[] {
  return withInner(layers).flatMap((planned) => {
    const { name, layer, output } = planned
    const given = tensor(`what layer ${name} (${layer.type}) gives`, batchSize * sizeOfInput(output))
    const copies = batchSize * shiftedCopies(planned)
    return copies === 0 ? [given] : [given, tensor(`the shifted copies of a batch in layer ${name} (${layer.type})`, copies)]
  })
}

/**
 * Numbers that the gradient of a convolution's kernels takes for each sample: on a GPU the narrower of inputs and output gradient is
 * copied once for each tap. 0 for layers without such copies.
 */
function shiftedCopies({ layer, input, output, frozen }: PlannedLayer): number {
  if (layer.type !== 'convolution' || frozen || input.kind !== 'sequence' || output.kind !== 'sequence') return 0
  const ofGradients = layer.stride === 1 && layer.filters < input.channels
  return layer.kernel * (ofGradients ? layer.filters * input.length : input.channels * output.length)
}

function weightTensors(plan: NetworkPlan): StepBuffer[] {
  return weightSpecifications(plan).map(({ name, dims }) =>
    tensor(
      `the weights ${name}`,
      dims.reduce((product, size) => product * size, 1),
    ),
  )
}

function tensor(name: string, numbers: number): StepBuffer {
  return { name, bytes: numbers * bytesOfNumber }
}

function inMegabytes(bytes: number): string {
  const megabytes = bytes / 1e6
  return megabytes >= 1000 ? `${(megabytes / 1000).toFixed(1)} GB` : `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}
