import type { Graph, GraphNode, Initializer } from '../onnx/graph'
import {
  coefficientCount,
  dynamicRangeDecibels,
  frameCount,
  frequencyCount,
  keptSamples,
  leftPaddingSamples,
  melBandCount,
  powerFloor,
  rightPaddingSamples,
  windowSamples,
} from './constants'
import { cosineMatrix, melMatrix, windowedFourierMatrix } from './mfcc-weights'

/**
 * The graph from samples to mel-frequency cepstral coefficients before normalisation, equal to librosa's
 * `feature.mfcc(sr=22050, n_mfcc=20, n_fft=661, hop_length=661, pad_mode='constant')`.
 * Windows do not overlap, so that framing is a reshape and the rest three matrix products.
 * Input `waveform` float32 [n, keptSamples], −1…1; output `mfcc` float32 [n, coefficientCount, frameCount].
 */
export function mfccGraph(): Graph {
  return {
    name: 'mfcc',
    inputs: [{ name: 'waveform', elementType: 'float32', dims: ['n', keptSamples] }],
    outputs: [{ name: 'mfcc', elementType: 'float32', dims: ['n', coefficientCount, frameCount] }],
    initializers: [...shapes(), ...matrices(), ...levels()],
    nodes: [...powerSpectrum(), ...melDecibels(), ...cepstrum()],
  }
}

function powerSpectrum(): GraphNode[] {
  return [
    { operator: 'Pad', inputs: ['waveform', 'mfcc/padding'], outputs: ['mfcc/padded'] },
    { operator: 'Reshape', inputs: ['mfcc/padded', 'mfcc/frame-shape'], outputs: ['mfcc/frames'] },
    { operator: 'MatMul', inputs: ['mfcc/frames', 'mfcc/fourier'], outputs: ['mfcc/spectrum'] },
    { operator: 'Mul', inputs: ['mfcc/spectrum', 'mfcc/spectrum'], outputs: ['mfcc/power'] },
  ]
}

/** Decibels below each excerpt's own maximum, so that a batch equals its rows alone. */
function melDecibels(): GraphNode[] {
  return [
    { operator: 'MatMul', inputs: ['mfcc/power', 'mfcc/mel'], outputs: ['mfcc/mel-power'] },
    { operator: 'Max', inputs: ['mfcc/mel-power', 'mfcc/power-floor'], outputs: ['mfcc/floored'] },
    { operator: 'Log', inputs: ['mfcc/floored'], outputs: ['mfcc/logarithm'] },
    { operator: 'Mul', inputs: ['mfcc/logarithm', 'mfcc/decibels-per-neper'], outputs: ['mfcc/decibels'] },
    { operator: 'ReduceMax', inputs: ['mfcc/decibels', 'mfcc/row-axes'], outputs: ['mfcc/maximum'] },
    { operator: 'Sub', inputs: ['mfcc/decibels', 'mfcc/maximum'], outputs: ['mfcc/below-maximum'] },
    { operator: 'Max', inputs: ['mfcc/below-maximum', 'mfcc/lowest'], outputs: ['mfcc/ranged'] },
  ]
}

/** The transform runs on small numbers, below the maximum; what the maximum adds to the first coefficient is restored after it. */
function cepstrum(): GraphNode[] {
  return [
    { operator: 'MatMul', inputs: ['mfcc/ranged', 'mfcc/cosine'], outputs: ['mfcc/relative'] },
    { operator: 'Mul', inputs: ['mfcc/maximum', 'mfcc/maximum-share'], outputs: ['mfcc/level'] },
    { operator: 'Add', inputs: ['mfcc/relative', 'mfcc/level'], outputs: ['mfcc/by-frame'] },
    { operator: 'Transpose', inputs: ['mfcc/by-frame'], outputs: ['mfcc'], attributes: { perm: { kind: 'ints', value: [0, 2, 1] } } },
  ]
}

function shapes(): Initializer[] {
  return [
    { name: 'mfcc/padding', elementType: 'int64', dims: [4], data: [0, leftPaddingSamples, 0, rightPaddingSamples] },
    { name: 'mfcc/frame-shape', elementType: 'int64', dims: [3], data: [-1, frameCount, windowSamples] },
    { name: 'mfcc/row-axes', elementType: 'int64', dims: [2], data: [1, 2] },
  ]
}

function matrices(): Initializer[] {
  return [
    { name: 'mfcc/fourier', elementType: 'float32', dims: [windowSamples, 2 * frequencyCount], data: windowedFourierMatrix() },
    { name: 'mfcc/mel', elementType: 'float32', dims: [2 * frequencyCount, melBandCount], data: melMatrix() },
    { name: 'mfcc/cosine', elementType: 'float32', dims: [melBandCount, coefficientCount], data: cosineMatrix() },
  ]
}

function levels(): Initializer[] {
  const maximumShare = Array.from({ length: coefficientCount }, (_, index) => (index === 0 ? Math.sqrt(melBandCount) : 0))
  return [
    scalar('mfcc/power-floor', powerFloor),
    scalar('mfcc/decibels-per-neper', 10 / Math.LN10),
    scalar('mfcc/lowest', -dynamicRangeDecibels),
    { name: 'mfcc/maximum-share', elementType: 'float32', dims: [coefficientCount], data: maximumShare },
  ]
}

function scalar(name: string, value: number): Initializer {
  return { name, elementType: 'float32', dims: [], data: [value] }
}
