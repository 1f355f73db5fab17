import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runTraining } from '@main/learning/run-training'
import type { TrainingEngine, TrainingSession } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { decodeSafetensors } from '@main/network/safetensors'
import type { Epoch } from '@shared/contract/training'
import {
  type TrainedPrediction,
  trainedPredictionsSchema,
  type TrainingPayload,
  type TrainingResult,
} from '@shared/contract/workers/training'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import { dimensionMetrics } from '@shared/domain/metrics'
import { makeTrainingData } from '../../helpers/training-data'

const engines = { tensorflow: createTensorFlowEngine, onnx: createOnnxEngine }
const data = makeTrainingData(40)
afterAll(() => data.dispose())

interface Watched {
  readonly result: TrainingResult
  readonly epochs: readonly Epoch[]
}

/** Runs a training; `stopAfter` aborts it in the step after so many steps, and `steps` receives the steps that were reported. */
async function run(payload: TrainingPayload, stopAfter = Infinity, steps: number[] = []): Promise<Watched> {
  const epochs: Epoch[] = []
  const abort = new AbortController()
  const result = await runTraining(payload, {
    engines,
    signal: abort.signal,
    yieldToEvents: () => Promise.resolve(),
    onItem: (item) => void (item.kind === 'epoch' && epochs.push(item.epoch)),
    onProgress: (done, _total, message) => {
      if (message === undefined) steps.push(done)
      if (done >= stopAfter) abort.abort()
    },
  })
  return { result, epochs }
}

const bytesOf = (result: TrainingResult): Buffer => readFileSync(result.weightsPath ?? '')
const predictionsOf = ({ predictionsPath }: TrainingResult): TrainedPrediction[] =>
  trainedPredictionsSchema.parse(JSON.parse(readFileSync(predictionsPath, 'utf8'))).predictions
const withSettings = (name: string, settings: Partial<TrainingPayload['settings']>): TrainingPayload => {
  const payload = data.payload(name)
  return { ...payload, settings: { ...payload.settings, ...settings } }
}

describe('a run', () => {
  it('learns, reports every epoch, and predicts every track on the plane', async () => {
    const { result, epochs } = await run(withSettings('learns', { epochs: 20 }))
    expect(result).toMatchObject({ state: 'done', engine: 'tensorflow', epochsDone: 20 })
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([...Array<number>(10).fill(0.05), ...Array<number>(10).fill(0.005)])
    const predictions = predictionsOf(result)
    expect(predictions.map(({ trackId }) => trackId)).toEqual(data.samples.map(({ trackId }) => trackId))
    const test = predictions.filter(({ split }) => split === 'test')
    expect(
      dimensionMetrics(
        test.map((row) => row.observedArousal),
        test.map((row) => row.arousal),
      ).r2,
    ).toBeGreaterThan(0.5)
  })

  it('measures by how much a gain of the files moves what it says of test tracks', async () => {
    const { result } = await run(data.payload('gains'))
    const test = data.samples.filter(({ split }) => split === 'test').length
    const { samples, gains = [] } = result.levelShift ?? {}
    expect(samples).toBe(test)
    expect(gains.map(({ decibels }) => decibels)).toEqual([-12, 6])
    for (const { valence, arousal } of gains) expect(Math.min(valence, arousal)).toBeGreaterThan(0)
    const matched = { ...defaultExcerptRule, level: 'matched' as const }
    expect((await run({ ...data.payload('matched'), excerptRule: matched })).result.levelShift).toBeNull()
  })

  it('gives the same weights for the same seed and others for another', async () => {
    const [first, second, other] = [
      await run(data.payload('seed-a')),
      await run(data.payload('seed-b')),
      await run(withSettings('seed-c', { seed: 6 })),
    ]
    expect(bytesOf(first.result).equals(bytesOf(second.result))).toBe(true)
    expect(bytesOf(first.result).equals(bytesOf(other.result))).toBe(false)
  })

  it.each(['tensorflow', 'onnx'] as const)(
    'resumed by %s after being stopped within an epoch equals the run that was not stopped',
    async (engine) => {
      const payload = (name: string): TrainingPayload => ({ ...data.payload(`${name} by ${engine}`), engine })
      const whole = await run(payload('whole'))
      const stopped = await run(payload('resumed'), 7)
      expect(stopped.result).toMatchObject({ state: 'stopped', engine, epochsDone: 2 })
      const resumed = await run({ ...payload('resumed'), resume: true })
      expect(resumed.epochs.map(({ epoch }) => epoch)).toEqual([3, 4])
      expect(resumed.result.bestEpoch).toBe(whole.result.bestEpoch)
      expect(bytesOf(resumed.result).equals(bytesOf(whole.result))).toBe(true)
      expect(predictionsOf(resumed.result)).toEqual(predictionsOf(whole.result))
    },
  )

  it('stopped before its first epoch was done says so, and begins again when resumed', async () => {
    await expect(run(data.payload('at-once'), 1)).rejects.toMatchObject({ code: 'cancelled' })
    expect((await run({ ...data.payload('at-once'), resume: true })).epochs).toHaveLength(4)
  })

  it('keeps the weights of the epoch with the smallest validation loss', async () => {
    const { result, epochs } = await run(withSettings('best', { epochs: 6, learningRate: 0.3, dropAfterEpoch: 6 }))
    const losses = epochs.map(({ validationLoss }) => validationLoss ?? Infinity)
    expect(result.bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)))
    const validation = predictionsOf(result).filter(({ split }) => split === 'validation')
    const mse = (dimension: 'Valence' | 'Arousal'): number =>
      dimensionMetrics(
        validation.map((row) => row[`observed${dimension}`]),
        validation.map((row) => row[dimension === 'Valence' ? 'valence' : 'arousal']),
      ).mse
    expect((mse('Valence') + mse('Arousal')) / 2).toBeCloseTo(Math.min(...losses), 6)
  })

  it('stops early when validation no longer improves', async () => {
    const { result, epochs } = await run(withSettings('early', { epochs: 50, learningRate: 1e-9, patience: 2 }))
    expect(result.state).toBe('done')
    expect(epochs.length).toBeLessThan(50)
    expect(epochs.length).toBe((result.bestEpoch ?? 0) + 2)
  })

  it('predicts on −1…1 also when it trains on 0…1', async () => {
    const { result, epochs } = await run(withSettings('scale', { targetScale: '0-1', epochs: 12 }))
    const predictions = predictionsOf(result)
    expect(Math.min(...predictions.map(({ arousal }) => arousal))).toBeLessThan(-0.1)
    expect(epochs.at(-1)?.trainLoss).toBeGreaterThan(0.02)
    expect(decodeSafetensors(bytesOf(result), 'weights').metadata).toEqual({ targetScale: '0-1' })
  })
})

describe('folds', () => {
  it('predict every track by a network that never saw it', async () => {
    const payload = withSettings('folds', { epochs: 12 })
    const { result, epochs } = await run({ ...payload, folds: 4 })
    expect(result).toMatchObject({ state: 'done', bestEpoch: null, weightsPath: null, epochsDone: 48 })
    const predictions = predictionsOf(result)
    expect(new Set(predictions.map(({ trackId }) => trackId)).size).toBe(40)
    expect(new Set(predictions.map(({ fold }) => fold))).toEqual(new Set([0, 1, 2, 3]))
    expect(predictions.every(({ split }) => split === 'fold')).toBe(true)
    expect(new Set(epochs.map(({ fold }) => fold)).size).toBe(4)
    expect(
      dimensionMetrics(
        predictions.map((row) => row.observedArousal),
        predictions.map((row) => row.arousal),
      ).r2,
    ).toBeGreaterThan(0.4)
  })

  it('learn from the copies of their own tracks and predict every track once, as it is, with its group left out', async () => {
    const path = join(data.directory, 'copies.json')
    const samples = data.samples.flatMap((sample) => [2, 0, 1].map((copy) => ({ ...sample, copy, group: `artist ${sample.trackId % 7}` })))
    writeFileSync(
      path,
      JSON.stringify({
        samples: samples.map((sample) => ({ ...sample, inputs: { audio: { ...sample.inputs.audio, startSeconds: sample.copy } } })),
      }),
    )
    const started: unknown[] = []
    const result = await runTraining(
      { ...withSettings('copies', { epochs: 1 }), manifestPath: path, folds: 3 },
      {
        engines,
        signal: new AbortController().signal,
        yieldToEvents: () => Promise.resolve(),
        onProgress: () => undefined,
        onItem: (item) => void (item.kind === 'started' && started.push(item.samples)),
      },
    )
    const predictions = predictionsOf(result)
    expect(predictions.map(({ trackId }) => trackId).sort((a, b) => a - b)).toEqual(data.samples.map(({ trackId }) => trackId))
    expect(predictions.every(({ startSeconds }) => startSeconds === 0)).toBe(true)
    const foldsOfGroup = Array.from(
      { length: 7 },
      (_, group) => new Set(predictions.filter(({ trackId }) => trackId % 7 === group).map(({ fold }) => fold)),
    )
    expect(foldsOfGroup.map(({ size }) => size)).toEqual(Array(7).fill(1))
    const left = predictions.filter(({ fold }) => fold === 0).length
    expect(started).toEqual([{ train: 3 * (40 - left), validation: left, test: 0 }])
  })

  it('refuse more folds than there are groups', async () => {
    const path = join(data.directory, 'two-groups.json')
    writeFileSync(path, JSON.stringify({ samples: data.samples.map((sample) => ({ ...sample, group: String(sample.trackId % 2) })) }))
    await expect(run({ ...data.payload('two-groups'), manifestPath: path, folds: 3 })).rejects.toThrow(/3 folds need .* has 2/)
  })

  it('stopped in the second fold, go on from there', async () => {
    const whole = await run({ ...data.payload('folds-whole'), folds: 2 })
    const stopped = await run({ ...data.payload('folds-stopped'), folds: 2 }, 17)
    expect(stopped.result.state).toBe('stopped')
    expect(predictionsOf(stopped.result)).toHaveLength(20)
    const resumed = await run({ ...data.payload('folds-stopped'), folds: 2, resume: true })
    expect(predictionsOf(resumed.result)).toEqual(predictionsOf(whole.result))
  })

  it('stopped in the first fold have nothing to report', async () => {
    await expect(run({ ...data.payload('folds-at-once'), folds: 2 }, 5)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('with patience choose their epoch by tracks that they held back, never by those that measure them', async () => {
    const payload = { ...withSettings('inner', { epochs: 8, learningRate: 0.3, dropAfterEpoch: 8, patience: 1 }), folds: 3 }
    const { result, epochs } = await run(payload)
    const { folds = [] } = result.crossValidation ?? {}
    expect(folds.map(({ trainTracks, validationTracks, testTracks }) => trainTracks + validationTracks + testTracks)).toEqual([40, 40, 40])
    expect(folds.map(({ validationTracks }) => validationTracks)).toEqual([3, 3, 3])
    for (const [fold, { bestEpoch, epochsDone }] of folds.entries()) {
      const losses = epochs.filter((epoch) => epoch.fold === fold).map(({ validationLoss }) => validationLoss ?? Infinity)
      expect(losses).toHaveLength(epochsDone)
      expect(bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)))
      expect(epochsDone).toBe(Math.min(8, bestEpoch + 1))
    }
    expect(result.epochsDone).toBe(epochs.length)
    expect(predictionsOf((await run({ ...payload, runDirectory: `${payload.runDirectory}-again` })).result)).toEqual(predictionsOf(result))
  })

  it('then fit a network on all tracks for the median of their best epochs, by the schedule of the folds', async () => {
    const payload = { ...withSettings('then-all', { epochs: 6, patience: 2 }), folds: 3, fitAll: true }
    const { result, epochs } = await run(payload)
    const { folds = [], onAll } = result.crossValidation ?? {}
    const median = folds.map(({ bestEpoch }) => bestEpoch).sort((a, b) => a - b)[1]
    expect(result).toMatchObject({ state: 'done', bestEpoch: null, weightsPath: expect.stringMatching(/weights\.safetensors$/u) })
    expect(onAll).toEqual({ tracks: 40, epochs: median })
    const ofAll = epochs.filter(({ fold }) => fold === 3)
    expect(ofAll).toHaveLength(median ?? 0)
    expect(ofAll.every(({ validationLoss }) => validationLoss === null)).toBe(true)
    expect(ofAll.map(({ learningRate }) => learningRate)).toEqual(ofAll.map(({ epoch }) => (epoch > 3 ? 0.005 : 0.05)))
    const alone = await run({ ...payload, fitAll: false, runDirectory: `${payload.runDirectory}-alone` })
    expect(predictionsOf(result)).toEqual(predictionsOf(alone.result))
    expect(alone.result).toMatchObject({ weightsPath: null, crossValidation: { onAll: null } })
  })

  it('stopped while the network on all tracks is fitted, keep their figures and go on to the same weights', async () => {
    const payload = (name: string): TrainingPayload => ({ ...data.payload(name), folds: 2, fitAll: true })
    const done: number[] = []
    const whole = await run(payload('all-whole'), Infinity, done)
    expect(done.at(-1)).toBe(2 * 4 * 3 + 4 * 5)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    const stopped = await run(payload('all-stopped'), 2 * 4 * 3 + 7)
    expect(stopped.result).toMatchObject({ state: 'stopped', weightsPath: null, crossValidation: { onAll: null } })
    expect(predictionsOf(stopped.result)).toEqual(predictionsOf(whole.result))
    const resumed = await run({ ...payload('all-stopped'), resume: true })
    expect(resumed.epochs.map(({ fold }) => fold)).toEqual([2, 2, 2])
    expect(bytesOf(resumed.result).equals(bytesOf(whole.result))).toBe(true)
  })

  it('refuse one fold', async () => {
    await expect(run({ ...data.payload('one-fold'), folds: 1 })).rejects.toThrow(/nothing to train on/)
  })
})

describe('bad input', () => {
  const manifest = (name: string, samples: readonly unknown[]): string => {
    const path = join(data.directory, `${name}.json`)
    writeFileSync(path, JSON.stringify({ samples }))
    return path
  }
  const withAudio = (path: string): unknown[] => [
    ...data.samples.slice(1),
    { ...data.samples[0], inputs: { audio: { path, startSeconds: 0 } } },
  ]

  it('names a feature file that is missing, cut short, or holds numbers that are not finite', async () => {
    await expect(run({ ...data.payload('a'), manifestPath: manifest('a', withAudio('gone.mfcc')) })).rejects.toThrow(/gone\.mfcc/)
    writeFileSync(join(data.directory, 'short.mfcc'), Buffer.alloc(12))
    await expect(run({ ...data.payload('b'), manifestPath: manifest('b', withAudio('short.mfcc')) })).rejects.toThrow(
      /short\.mfcc holds 12 bytes/,
    )
    writeFileSync(join(data.directory, 'nan.mfcc'), new Uint8Array(new Float32Array(20 * 1502).fill(Number.NaN).buffer))
    await expect(run({ ...data.payload('c'), manifestPath: manifest('c', withAudio('nan.mfcc')) })).rejects.toThrow(/nan\.mfcc/)
  })

  it('names the field of a manifest that is wrong', async () => {
    const path = manifest('d', [{ ...data.samples[0], arousal: 3 }])
    await expect(run({ ...data.payload('d'), manifestPath: path })).rejects.toThrow(/samples\.0\.arousal/)
    writeFileSync(path, '{')
    await expect(run({ ...data.payload('d'), manifestPath: path })).rejects.toThrow(/no training manifest/)
  })

  it('refuses a single training sample and a loss that is no number', async () => {
    await expect(run({ ...data.payload('e'), manifestPath: manifest('e', [data.samples[0]]) })).rejects.toThrow(/two tracks or more/)
    await expect(run(withSettings('f', { learningRate: 10, weightDecay: 1, epochs: 200, dropAfterEpoch: 200 }))).rejects.toThrow(
      /no longer a number/,
    )
  })

  it('keeps every epoch that was done when a later one fails', async () => {
    const real = createOnnxEngine()
    let losses = 0
    const spoilt: TrainingEngine = {
      ...real,
      open: async (...given) => {
        const session = await real.open(...given)
        const takeLoss = async (): Promise<number> => ((losses += 1) > 3 ? NaN : session.takeLoss())
        return Object.create(session, { takeLoss: { value: takeLoss } }) as TrainingSession
      },
    }
    const payload = { ...data.payload('spoilt'), engine: 'onnx' as const }
    const environment = { signal: new AbortController().signal, yieldToEvents: () => Promise.resolve(), onItem: () => undefined }
    const spoiltRun = runTraining(payload, {
      ...environment,
      onProgress: () => undefined,
      engines: { ...engines, onnx: () => spoilt },
    })
    await expect(spoiltRun).rejects.toThrow(/no longer a number in epoch 4.*learning rate/)
    const state: unknown = JSON.parse(readFileSync(join(payload.runDirectory, 'checkpoint', 'state.json'), 'utf8'))
    expect(state).toMatchObject({ epochsDone: 3 })
  })

  it('does not resume with other settings or from a damaged checkpoint', async () => {
    await run(data.payload('changed'))
    await expect(run({ ...withSettings('changed', { learningRate: 0.2 }), resume: true })).rejects.toThrow(/other data or settings/)
    writeFileSync(join(data.directory, 'changed', 'checkpoint', 'state.json'), '{"version":')
    await expect(run({ ...data.payload('changed'), resume: true })).rejects.toThrow(/damaged/)
  })
})
