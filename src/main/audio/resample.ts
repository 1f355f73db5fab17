import { fail } from '@shared/domain/failure'
import { concatenate } from './audio-block'
import { createDotProduct } from './dot-product'
import type { DotProduct } from './dot-product'
import { designLowPass } from './low-pass'
import type { LowPass } from './low-pass'

/** Changes the sample rate of one channel that arrives piece by piece. */
export interface Resampler {
  /** Takes samples, gives those that can be computed so far; −1…1. */
  process(samples: Float32Array): Float32Array
  /** The rest, computed as if zeros followed. */
  flush(): Float32Array
}

/**
 * Changes the sample rate by windowed-sinc interpolation: flat to 91 % of the narrower band, 100 dB down from its end on.
 * @param samples one channel, −1…1
 * @param fromRate samples a second of `samples`
 * @param toRate samples a second of the result
 * @returns ceil(length · toRate / fromRate) samples, in time with the input
 */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  const resampler = createResampler(fromRate, toRate)
  return concatenate([resampler.process(samples), resampler.flush()])
}

/**
 * The streaming form of `resample`: the same numbers, whatever the pieces.
 * @throws Failure 'unsupported' for rates that are no positive whole numbers
 */
export function createResampler(fromRate: number, toRate: number): Resampler {
  for (const rate of [fromRate, toRate]) {
    if (!Number.isInteger(rate) || rate <= 0)
      fail('unsupported', `A sample rate of ${rate} Hz cannot be converted.`, 'Convert the file to 44,100 Hz with another program.')
  }
  if (fromRate === toRate) return { process: (samples) => samples, flush: () => new Float32Array() }
  return createPolyphase(designLowPass(fromRate, toRate))
}

function createPolyphase(filter: LowPass): Resampler {
  const { interpolation, decimation, phaseTaps } = filter
  const product = createDotProduct(filter.coefficients)
  const reach = phaseTaps / 2
  let pending: Float32Array = new Float32Array(reach - 1)
  // Index in the whole input of the first pending sample; zeros stand before the input.
  let pendingStart = -(reach - 1)
  let [inputLength, outputLength] = [0, 0]

  const produce = (limit: number): Float32Array => {
    const available = pendingStart + pending.length
    const last = Math.min(limit, Math.ceil(((available - reach) * interpolation) / decimation))
    const output = new Float32Array(Math.max(0, last - outputLength))
    filterRange(output, outputLength, pending, pendingStart - 1 + reach, filter, product)
    outputLength += output.length
    const needed = Math.floor((outputLength * decimation) / interpolation) - reach + 1
    const drop = Math.min(pending.length, Math.max(0, needed - pendingStart))
    pending = pending.subarray(drop)
    pendingStart += drop
    return output
  }

  return {
    process: (samples) => {
      inputLength += samples.length
      pending = concatenate([pending, samples])
      return produce(Number.POSITIVE_INFINITY)
    },
    flush: () => {
      pending = concatenate([pending, new Float32Array(reach)])
      return produce(Math.ceil((inputLength * interpolation) / decimation))
    },
  }
}

/**
 * Computes outputs from a stretch of input.
 * @param firstOutput index in the whole output of `output[0]`
 * @param inputOffset input sample floor(time) of an output has its first tap at index floor(time) − inputOffset of `input`
 */
function filterRange(
  output: Float32Array,
  firstOutput: number,
  input: Float32Array,
  inputOffset: number,
  filter: LowPass,
  product: DotProduct,
): void {
  const { interpolation, decimation, phaseTaps } = filter
  product.load(input)
  for (let index = 0; index < output.length; index += 1) {
    const position = (firstOutput + index) * decimation
    const whole = Math.floor(position / interpolation)
    output[index] = product.at(whole - inputOffset, (position - whole * interpolation) * phaseTaps, phaseTaps)
  }
}
