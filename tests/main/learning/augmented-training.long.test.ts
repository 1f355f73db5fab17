import { afterAll, describe, expect, it } from 'vitest'
import { averageWeights } from '@main/learning/average-weights'
import { variationOfStep, variesInputs } from '@main/learning/augment'
import { mfccShape, studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { weightNamed, type Weights } from '@main/network/weights'
import { decodeSafetensors } from '@main/network/safetensors'
import type { TrainingPayload } from '@shared/contract/workers/training'
import { sized } from '../../helpers/long'
import { makeTrainingData, tinyNetwork } from '../../helpers/training-data'
import { bytesOf, predictionsOf, watchTraining, withSettings } from '../../helpers/watched-training'

const data = makeTrainingData(20)
afterAll(() => data.dispose())
const augmentation = { gainDecibels: 6, shiftSeconds: 2, maskShare: 0.2 }
const plan = planNetwork(tinyNetwork(), studyInputs())

describe('a training with augmentation and averaged weights', () => {
  it.each(sized(['onnx'] as const, ['tensorflow', 'onnx'] as const))(
    'resumed by %s equals the one that was not stopped',
    async (engine) => {
      const payload = (name: string): TrainingPayload => ({
        ...withSettings(data, `${name} by ${engine}`, { augmentation, averageEpochs: 3 }),
        engine,
      })
      const whole = await watchTraining(payload('whole'))
      const stopped = await watchTraining(payload('resumed'), 4)
      expect(stopped.result).toMatchObject({ state: 'stopped', engine })
      const resumed = await watchTraining({ ...payload('resumed'), resume: true })
      expect(bytesOf(resumed.result).equals(bytesOf(whole.result))).toBe(true)
      expect(predictionsOf(resumed.result)).toEqual(predictionsOf(whole.result))
    },
  )

  it('learns something else than without, and predicts samples as they are', async () => {
    const plain = await watchTraining({ ...data.payload('plain'), engine: 'onnx' })
    const varied = await watchTraining({ ...withSettings(data, 'varied', { augmentation }), engine: 'onnx' })
    expect(bytesOf(varied.result).equals(bytesOf(plain.result))).toBe(false)
    expect(predictionsOf(varied.result)).toHaveLength(data.samples.length)
  })

  it('keeps the mean of the weights after each epoch, by which validation measures it', async () => {
    const weightsAfter = async (epochs: number, averageEpochs?: number): Promise<Weights> => {
      const settings = { epochs, dropAfterEpoch: 1, ...(averageEpochs && { averageEpochs }) }
      const payload = withSettings(data, `mean ${epochs} ${averageEpochs}`, settings)
      const { result } = await watchTraining({ ...payload, engine: 'onnx', folds: 2, fitAll: true })
      return decodeSafetensors(bytesOf(result), 'weights').weights
    }
    const [first, second, mean] = [await weightsAfter(1), await weightsAfter(2), await weightsAfter(2, 5)]
    for (const name of ['audio.1.weight', 'audio.2.running_var', 'head.1.bias']) {
      const [a, b] = [weightNamed(first, name).data, weightNamed(second, name).data]
      weightNamed(mean, name).data.forEach((value, index) => expect(value).toBeCloseTo(((a[index] ?? 0) + (b[index] ?? 0)) / 2, 4))
    }
  })
})

describe('averaging', () => {
  const weights = (value: number): Weights =>
    new Map([...['audio.1.weight', 'audio.0.mean']].map((name) => [name, { dims: [1], data: Float32Array.of(value) }]))

  it('is the mean at first and then forgets, and leaves what is not trained', () => {
    let average: Weights | null = null
    for (const [index, value] of [1, 2, 6, 9].entries()) average = averageWeights(plan, average, weights(value), index + 1, 3)
    expect(average?.get('audio.1.weight')?.data[0]).toBeCloseTo(3 + (9 - 3) / 3, 6)
    expect(average?.get('audio.0.mean')?.data[0]).toBe(9)
  })
})

describe('what is varied', () => {
  it('is the MFCC of trained branches: not what was computed once, nor texts', () => {
    expect(variesInputs(plan, new Map(), { augmentation })).toBe(true)
    expect(variesInputs(plan, new Map([['audio', () => new Float32Array()]]), { augmentation })).toBe(false)
    expect(variesInputs(plan, new Map(), { augmentation: null })).toBe(false)
  })

  it('differs from step to step, epoch to epoch and sample to sample', () => {
    const row = Float32Array.from({ length: 20 * 1502 }, (_, index) => index % 13)
    const varied = (epoch: number, step: number, index: number): number =>
      variationOfStep({ augmentation, seed: 1 }, epoch, step)?.(row, { modality: 'audio', input: mfccShape, index })[0] ?? 0
    const draws = [varied(1, 0, 0), varied(2, 0, 0), varied(1, 1, 0), varied(1, 0, 1)]
    expect(new Set(draws).size).toBe(4)
    expect(varied(1, 0, 0)).toBe(draws[0])
  })
})
