import type { Graph, GraphNode, Initializer } from '../onnx/graph'
import {
  coefficientCount,
  dynamicRangeDecibels,
  leftPaddingSamples,
  melBandCount,
  powerFloor,
  windowSamples,
} from '@shared/domain/feature-constants'
import { defaultExcerptRule, type ExcerptRule, levelOf } from '@shared/domain/excerpt-rule'
import { type ExcerptShape, shapeOfRule } from '@shared/domain/excerpt-shape'
import { matchLevel } from './match-level'
import { cepstrumMatrix, cosineTransform, foldedSamples, melFrequencyCount, melMatrix, sineTransform } from './mfcc-weights'

/**
 * The graph from samples to mel-frequency cepstral coefficients before normalisation, equal to librosa's
 * `feature.mfcc(sr=22050, n_mfcc=20, n_fft=661, hop_length=661, pad_mode='constant')`.
 * Windows do not overlap, so that framing is a reshape and the rest are matrix products.
 * A rule at one loudness sets the excerpt to it on the way (`match-level.ts`).
 * Input `waveform` float32 [n, keptSamples], −1…1; output `mfcc` float32 [n, coefficientCount, frameCount].
 * @param rule says how many samples and frames there are; left out: the rule of the study
 */
export function mfccGraph(rule?: ExcerptRule): Graph {
  const shape = shapeOfRule(rule)
  const level = levelOf(rule ?? defaultExcerptRule) === 'matched' ? matchLevel('mfcc/power', 'mfcc/mel-power') : null
  return {
    name: 'mfcc',
    inputs: [{ name: 'waveform', elementType: 'float32', dims: ['n', shape.keptSamples] }],
    outputs: [{ name: 'mfcc', elementType: 'float32', dims: ['n', coefficientCount, shape.frameCount] }],
    initializers: [...shapes(shape), ...matrices(), ...levels(), ...(level?.initializers ?? [])],
    nodes: [...powerSpectrum(), ...melPowers(), ...(level?.nodes ?? []), ...melDecibels(level?.output ?? 'mfcc/mel-power'), ...cepstrum()],
  }
}

/**
 * The window is the same from both ends, so cosines need only the sums of opposite samples and sines their differences:
 * half the arithmetic, and less rounding in quiet bands.
 */
function powerSpectrum(): GraphNode[] {
  return [
    { operator: 'Pad', inputs: ['waveform', 'mfcc/padding'], outputs: ['mfcc/padded'] },
    { operator: 'Reshape', inputs: ['mfcc/padded', 'mfcc/frame-shape'], outputs: ['mfcc/frames'] },
    {
      operator: 'Slice',
      inputs: ['mfcc/frames', 'mfcc/first', 'mfcc/first-end', 'mfcc/sample-axis', 'mfcc/forwards'],
      outputs: ['mfcc/rising'],
    },
    {
      operator: 'Slice',
      inputs: ['mfcc/frames', 'mfcc/last', 'mfcc/last-end', 'mfcc/sample-axis', 'mfcc/backwards'],
      outputs: ['mfcc/falling'],
    },
    { operator: 'Add', inputs: ['mfcc/rising', 'mfcc/falling'], outputs: ['mfcc/even'] },
    { operator: 'Sub', inputs: ['mfcc/rising', 'mfcc/falling'], outputs: ['mfcc/odd'] },
    { operator: 'MatMul', inputs: ['mfcc/even', 'mfcc/cosine'], outputs: ['mfcc/real'] },
    { operator: 'MatMul', inputs: ['mfcc/odd', 'mfcc/sine'], outputs: ['mfcc/imaginary'] },
    { operator: 'Mul', inputs: ['mfcc/real', 'mfcc/real'], outputs: ['mfcc/real-power'] },
    { operator: 'Mul', inputs: ['mfcc/imaginary', 'mfcc/imaginary'], outputs: ['mfcc/imaginary-power'] },
    { operator: 'Add', inputs: ['mfcc/real-power', 'mfcc/imaginary-power'], outputs: ['mfcc/power'] },
  ]
}

function melPowers(): GraphNode[] {
  return [{ operator: 'MatMul', inputs: ['mfcc/power', 'mfcc/mel'], outputs: ['mfcc/mel-power'] }]
}

/** Decibels below each excerpt's own maximum, so that a batch equals its rows alone. */
function melDecibels(melPower: string): GraphNode[] {
  return [
    { operator: 'Max', inputs: [melPower, 'mfcc/power-floor'], outputs: ['mfcc/floored'] },
    { operator: 'Log', inputs: ['mfcc/floored'], outputs: ['mfcc/logarithm'] },
    { operator: 'Mul', inputs: ['mfcc/logarithm', 'mfcc/decibels-per-neper'], outputs: ['mfcc/decibels'] },
    { operator: 'ReduceMax', inputs: ['mfcc/decibels', 'mfcc/row-axes'], outputs: ['mfcc/maximum'] },
    { operator: 'Sub', inputs: ['mfcc/decibels', 'mfcc/maximum'], outputs: ['mfcc/below-maximum'] },
    { operator: 'Max', inputs: ['mfcc/below-maximum', 'mfcc/lowest'], outputs: ['mfcc/ranged'] },
  ]
}

/**
 * The transform runs on each frame's decibels around their mean, so that a large first coefficient loses no digits;
 * what the frame's mean and the excerpt's maximum add to that coefficient is restored after it.
 */
function cepstrum(): GraphNode[] {
  return [
    { operator: 'ReduceMean', inputs: ['mfcc/ranged', 'mfcc/band-axis'], outputs: ['mfcc/mean'] },
    { operator: 'Sub', inputs: ['mfcc/ranged', 'mfcc/mean'], outputs: ['mfcc/centred'] },
    { operator: 'MatMul', inputs: ['mfcc/centred', 'mfcc/cepstrum'], outputs: ['mfcc/shape'] },
    { operator: 'Add', inputs: ['mfcc/mean', 'mfcc/maximum'], outputs: ['mfcc/level'] },
    { operator: 'Mul', inputs: ['mfcc/level', 'mfcc/level-share'], outputs: ['mfcc/level-coefficients'] },
    { operator: 'Add', inputs: ['mfcc/shape', 'mfcc/level-coefficients'], outputs: ['mfcc/by-frame'] },
    { operator: 'Transpose', inputs: ['mfcc/by-frame'], outputs: ['mfcc'], attributes: { perm: { kind: 'ints', value: [0, 2, 1] } } },
  ]
}

function shapes({ frameCount, rightPaddingSamples }: ExcerptShape): Initializer[] {
  return [
    wholeNumbers('mfcc/padding', [0, leftPaddingSamples, 0, rightPaddingSamples]),
    wholeNumbers('mfcc/frame-shape', [-1, frameCount, windowSamples]),
    wholeNumbers('mfcc/row-axes', [1, 2]),
    wholeNumbers('mfcc/sample-axis', [2]),
    wholeNumbers('mfcc/band-axis', [2]),
    wholeNumbers('mfcc/first', [1]),
    wholeNumbers('mfcc/first-end', [1 + foldedSamples]),
    wholeNumbers('mfcc/forwards', [1]),
    wholeNumbers('mfcc/last', [-1]),
    wholeNumbers('mfcc/last-end', [foldedSamples]),
    wholeNumbers('mfcc/backwards', [-1]),
  ]
}

function matrices(): Initializer[] {
  return [
    matrix('mfcc/cosine', foldedSamples, melFrequencyCount, cosineTransform()),
    matrix('mfcc/sine', foldedSamples, melFrequencyCount, sineTransform()),
    matrix('mfcc/mel', melFrequencyCount, melBandCount, melMatrix()),
    matrix('mfcc/cepstrum', melBandCount, coefficientCount, cepstrumMatrix()),
  ]
}

function levels(): Initializer[] {
  const levelShare = Array.from({ length: coefficientCount }, (_, index) => (index === 0 ? Math.sqrt(melBandCount) : 0))
  return [
    scalar('mfcc/power-floor', powerFloor),
    scalar('mfcc/decibels-per-neper', 10 / Math.LN10),
    scalar('mfcc/lowest', -dynamicRangeDecibels),
    { name: 'mfcc/level-share', elementType: 'float32', dims: [coefficientCount], data: levelShare },
  ]
}

function matrix(name: string, rows: number, columns: number, data: Float32Array): Initializer {
  return { name, elementType: 'float32', dims: [rows, columns], data }
}

function wholeNumbers(name: string, data: readonly number[]): Initializer {
  return { name, elementType: 'int64', dims: [data.length], data }
}

function scalar(name: string, value: number): Initializer {
  return { name, elementType: 'float32', dims: [], data: [value] }
}
