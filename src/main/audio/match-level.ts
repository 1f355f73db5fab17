import type { GraphNode, Initializer } from '../onnx/graph'
import { sampleRate, windowSamples } from '@shared/domain/feature-constants'
import { matchedLoudness } from '@shared/domain/matched-loudness'
import { absoluteGate, loudnessOffset, relativeGate, weightingAt } from './loudness'
import { melFrequencyCount } from './mfcc-weights'

/** Gating blocks in windows of 30 ms: 390 ms that begin every 90 ms, for the 400 and 100 ms of BS.1770. */
const windowsPerBlock = 13
const windowsPerStep = 3

/**
 * Brings mel powers to one loudness: ITU-R BS.1770-4 on the power spectrum that the MFCC need anyway (K-weighting as a weight for each
 * frequency, absolute and relative gate), so that the graph reads the waveform once. A gain of the waveform is a factor of every power, so
 * that the result is that of a waveform set to the loudness beforehand. An excerpt without an audible block stays as it is.
 * @param power name of the power spectrum, [n, windows, melFrequencyCount]
 * @param melPower name of the powers of mel bands, [n, windows, bands]
 * @returns nodes whose last gives `mfcc/at-one-loudness`, of the shape of `melPower`
 */
export function matchLevel(power: string, melPower: string): { nodes: GraphNode[]; initializers: Initializer[]; output: string } {
  const output = 'mfcc/at-one-loudness'
  const nodes: GraphNode[] = [
    { operator: 'MatMul', inputs: [power, 'mfcc/k-weights'], outputs: ['mfcc/heard-power'] },
    {
      operator: 'Transpose',
      inputs: ['mfcc/heard-power'],
      outputs: ['mfcc/heard-row'],
      attributes: { perm: { kind: 'ints', value: [0, 2, 1] } },
    },
    {
      operator: 'AveragePool',
      inputs: ['mfcc/heard-row'],
      outputs: ['mfcc/blocks'],
      attributes: { kernel_shape: { kind: 'ints', value: [windowsPerBlock] }, strides: { kind: 'ints', value: [windowsPerStep] } },
    },
    ...meanAbove('mfcc/absolute-gate', 'mfcc/audible'),
    { operator: 'Mul', inputs: ['mfcc/audible-mean', 'mfcc/relative-share'], outputs: ['mfcc/share-of-mean'] },
    { operator: 'Max', inputs: ['mfcc/share-of-mean', 'mfcc/absolute-gate'], outputs: ['mfcc/gate'] },
    ...meanAbove('mfcc/gate', 'mfcc/loud'),
    { operator: 'Max', inputs: ['mfcc/loud-mean', 'mfcc/absolute-gate'], outputs: ['mfcc/divisor'] },
    { operator: 'Div', inputs: ['mfcc/matched-power', 'mfcc/divisor'], outputs: ['mfcc/wanted-gain'] },
    { operator: 'Greater', inputs: ['mfcc/loud-count', 'mfcc/nothing'], outputs: ['mfcc/is-audible'] },
    { operator: 'Where', inputs: ['mfcc/is-audible', 'mfcc/wanted-gain', 'mfcc/one'], outputs: ['mfcc/gain'] },
    { operator: 'Mul', inputs: [melPower, 'mfcc/gain'], outputs: [output] },
  ]
  return { nodes, initializers: constants(), output }
}

/** The mean over the blocks louder than a gate, and how many there are; 0 where there are none. */
function meanAbove(gate: string, name: string): GraphNode[] {
  return [
    { operator: 'Greater', inputs: ['mfcc/blocks', gate], outputs: [`${name}-blocks`] },
    { operator: 'Cast', inputs: [`${name}-blocks`], outputs: [`${name}-mask`], attributes: { to: { kind: 'int', value: floatType } } },
    { operator: 'ReduceSum', inputs: [`${name}-mask`, 'mfcc/block-axis'], outputs: [`${name}-count`] },
    { operator: 'Max', inputs: [`${name}-count`, 'mfcc/one'], outputs: [`${name}-divisor`] },
    { operator: 'Mul', inputs: ['mfcc/blocks', `${name}-mask`], outputs: [`${name}-powers`] },
    { operator: 'ReduceSum', inputs: [`${name}-powers`, 'mfcc/block-axis'], outputs: [`${name}-sum`] },
    { operator: 'Div', inputs: [`${name}-sum`, `${name}-divisor`], outputs: [`${name}-mean`] },
  ]
}

/** TensorProto.DataType.FLOAT */
const floatType = 1

function constants(): Initializer[] {
  const scalars = {
    'mfcc/absolute-gate': powerOf(absoluteGate),
    'mfcc/relative-share': 10 ** (relativeGate / 10),
    'mfcc/matched-power': powerOf(matchedLoudness),
    'mfcc/nothing': 0,
    'mfcc/one': 1,
  }
  return [
    { name: 'mfcc/k-weights', elementType: 'float32', dims: [melFrequencyCount, 1], data: weights() },
    { name: 'mfcc/block-axis', elementType: 'int64', dims: [1], data: [2] },
    ...Object.entries(scalars).map(([name, value]): Initializer => ({ name, elementType: 'float32', dims: [], data: [value] })),
  ]
}

/**
 * What a power of the spectrum adds to the mean square of its window after K-weighting. By Parseval's theorem the mean square is the sum
 * over positive and negative frequencies, divided by the window's length and by the sum of the squares of the Hann window, which is 3/8
 * of its length.
 */
function weights(): Float32Array {
  const share = 2 / (windowSamples * (3 / 8) * windowSamples)
  return Float32Array.from({ length: melFrequencyCount }, (_, index) => share * weightingAt(((index + 1) * sampleRate) / windowSamples))
}

function powerOf(loudness: number): number {
  return 10 ** ((loudness - loudnessOffset) / 10)
}
