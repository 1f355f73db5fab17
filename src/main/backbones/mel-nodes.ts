import type { MelInput } from '@shared/contract/backbone-card'
import { fail } from '@shared/domain/failure'
import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { melFilters } from './mel-filters'

/** Where the frames of a spectrum lie in a window of samples. */
interface Frames {
  readonly count: number
  /** Samples that stand before and after, as the framing says. */
  readonly padding: number
  /** The first sample of the first frame, after padding. */
  readonly first: number
}

/**
 * Where frames lie; of a transform longer than its window, the window stands in its middle, as librosa and torch have it.
 * @throws Failure `invalid-argument` where no frame fits
 */
export function framesOf({ framing, fftSize, windowSamples, hopSamples }: MelInput, samples: number): Frames {
  const padding = framing === 'centred' || framing === 'reflected' ? Math.floor(fftSize / 2) : 0
  const frameSamples = framing === 'window' ? windowSamples : fftSize
  const count = Math.floor((samples + 2 * padding - frameSamples) / hopSamples) + 1
  if (count >= 1 && (framing !== 'reflected' || padding < samples))
    return { count, padding, first: framing === 'window' ? 0 : Math.floor((fftSize - windowSamples) / 2) }
  return fail(
    'invalid-argument',
    `A frame of ${frameSamples} samples does not fit into a window of ${samples} samples.`,
    'Give the card longer windows, or a smaller fftSize.',
  )
}

/**
 * Samples to mel bands on the card's scale, as nodes.
 * @param waveform [n, samples]
 * @returns [n, bands, frames]
 */
export function writeMel(graph: GraphBuilder, waveform: Edge, samples: number, input: MelInput): { edge: Edge; frames: number } {
  const { node, whole, tensor, number } = graph
  const { windowSamples, hopSamples, fftSize, framing, power, bands, normalisation } = input
  const { count, padding, first } = framesOf(input, samples)
  const mode = { kind: 'string', value: framing === 'reflected' ? 'reflect' : 'constant' } as const
  const padded = padding === 0 ? waveform : node('Pad', [waveform, whole(0, padding, 0, padding)], { mode })
  const end = first + (count - 1) * hopSamples + windowSamples
  const heard = node('Slice', [padded, whole(first), whole(end), whole(1)])
  const frequencies = Math.floor(fftSize / 2) + 1
  const kernels = tensor('transform', 'float32', [2 * frequencies, 1, windowSamples], transform(input))
  const parts = node('Conv', [node('Unsqueeze', [heard, whole(1)]), kernels], { kernel_shape: [windowSamples], strides: [hopSamples] })
  const squares = node('Mul', [parts, parts])
  const [real, imaginary] = [0, 1].map((part) =>
    node('Slice', [squares, whole(part * frequencies), whole((part + 1) * frequencies), whole(1)]),
  )
  const powers = node('Add', [real ?? '', imaginary ?? ''])
  const spectrum = power === 2 ? powers : node('Sqrt', [powers])
  const filters = tensor('mel filters', 'float32', [bands, frequencies], melFilters(input))
  const edge = writeLogarithm(graph, node('MatMul', [filters, spectrum]), input)
  const { mean, deviation } = normalisation
  if (mean === 0 && deviation === 1) return { edge, frames: count }
  return { edge: node('Div', [node('Sub', [edge, number(mean)]), number(deviation)]), frames: count }
}

/** Decibels below the loudest band are those of each window alone, so that a batch equals its rows. */
function writeLogarithm({ node, number, whole }: GraphBuilder, mel: Edge, { log, power }: MelInput): Edge {
  if (log.unit === 'none') return mel
  const floored = log.floor > 0 ? node('Max', [mel, number(log.floor)]) : mel
  if (log.unit !== 'db') {
    const natural = node('Log', [log.offset > 0 ? node('Add', [floored, number(log.offset)]) : floored])
    return log.unit === 'ln' ? natural : node('Mul', [natural, number(1 / Math.LN10)])
  }
  const decibels = node('Mul', [node('Log', [floored]), number((power === 2 ? 10 : 20) / Math.LN10)])
  const loudest = node('ReduceMax', [decibels, whole(1, 2)])
  const ranged = log.range === null ? decibels : node('Max', [decibels, node('Sub', [loudest, number(log.range)])])
  return log.reference === 'one' ? ranged : node('Sub', [ranged, loudest])
}

/** The windowed discrete Fourier transform: real, then imaginary parts. @returns [2, fftSize / 2 + 1, windowSamples], row-major */
function transform({ fftSize, windowSamples, window }: MelInput): Float32Array {
  const frequencies = Math.floor(fftSize / 2) + 1
  const weights = Float64Array.from({ length: windowSamples }, (_, sample) => windowAt(window, sample / windowSamples))
  const kernels = new Float32Array(2 * frequencies * windowSamples)
  const turns = Float64Array.from({ length: fftSize }, (_, part) => (2 * Math.PI * part) / fftSize)
  for (let frequency = 0; frequency < frequencies; frequency += 1) {
    for (let sample = 0; sample < windowSamples; sample += 1) {
      // Whole parts of a turn, kept small for the sake of accuracy.
      const angle = turns[(frequency * sample) % fftSize] ?? 0
      const weight = weights[sample] ?? 0
      kernels[frequency * windowSamples + sample] = weight * Math.cos(angle)
      kernels[(frequencies + frequency) * windowSamples + sample] = weight * Math.sin(angle)
    }
  }
  return kernels
}

/** A periodic window at a share of its length, 0…1. */
function windowAt(window: MelInput['window'], share: number): number {
  if (window === 'rectangular') return 1
  const cosine = Math.cos(2 * Math.PI * share)
  return window === 'hann' ? 0.5 - 0.5 * cosine : 0.54 - 0.46 * cosine
}
