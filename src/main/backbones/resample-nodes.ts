import { fail } from '@shared/domain/failure'
import { sampleRate as ownRate } from '@shared/domain/feature-constants'
import { designLowPass, type LowPass } from '../audio/low-pass'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'

/** More weights than this would make the graph larger than most backbones. */
const mostWeights = 4_000_000

/**
 * A waveform at 22,050 Hz at another rate, as nodes: what `resample` computes, as one convolution with a filter for each phase.
 * @param waveform [n, samples]
 * @returns [n, ceil(samples · rate / 22,050)]
 * @throws Failure `unsupported` for a rate that has no short ratio to ours
 */
export function writeResampled(graph: GraphBuilder, waveform: Edge, samples: number, rate: number): { edge: Edge; samples: number } {
  if (rate === ownRate) return { edge: waveform, samples }
  requireShortRatio(rate)
  const { node, whole, tensor } = graph
  const filter = designLowPass(ownRate, rate)
  const { interpolation, decimation, phaseTaps } = filter
  const length = Math.ceil((samples * interpolation) / decimation)
  const positions = Math.ceil(length / interpolation)
  const { weights, kernel } = phaseKernels(filter)
  const before = phaseTaps / 2 - 1
  const after = Math.max(0, (positions - 1) * decimation + kernel - samples - before)
  const padded = node('Pad', [waveform, whole(0, before, 0, after)])
  const kernels = tensor(`to ${rate} Hz`, 'float32', [interpolation, 1, kernel], weights)
  const phases = node('Conv', [node('Unsqueeze', [padded, whole(1)]), kernels], { kernel_shape: [kernel], strides: [decimation] })
  const first = node('Slice', [phases, whole(0), whole(positions), whole(2)])
  const inTime = node('Transpose', [first], { perm: [0, 2, 1] })
  const joined = node('Reshape', [inTime, whole(-1, positions * interpolation)])
  return { edge: node('Slice', [joined, whole(0), whole(length), whole(1)]), samples: length }
}

/** The filter of each phase where it stands from the first input sample of a group on. @returns weights [interpolation, kernel] */
function phaseKernels({ interpolation, decimation, phaseTaps, coefficients }: LowPass): { weights: Float32Array; kernel: number } {
  const kernel = Math.floor(((interpolation - 1) * decimation) / interpolation) + phaseTaps
  const weights = new Float32Array(interpolation * kernel)
  for (let output = 0; output < interpolation; output += 1) {
    const start = Math.floor((output * decimation) / interpolation)
    const phase = (output * decimation) % interpolation
    weights.set(coefficients.subarray(phase * phaseTaps, (phase + 1) * phaseTaps), output * kernel + start)
  }
  return { weights, kernel }
}

function requireShortRatio(rate: number): void {
  const divisor = greatestCommonDivisor(ownRate, rate)
  const [interpolation, decimation] = [rate / divisor, ownRate / divisor]
  if (interpolation * decimation < mostWeights) return
  fail(
    'unsupported',
    `Audio at ${ownRate} Hz cannot become audio at ${rate} Hz: the two rates have no short ratio.`,
    'Correct sampleRate on the card; usual rates are 16000, 22050, 24000, 32000, 44100 and 48000.',
  )
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
