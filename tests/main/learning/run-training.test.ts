import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runTraining } from '@main/learning/run-training'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { decodeSafetensors } from '@main/network/safetensors'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import { dimensionMetrics } from '@shared/domain/metrics'
import type { TrainingEngine, TrainingSession } from '@main/engines/engine'
import type { TrainingPayload } from '@shared/contract/workers/training'
import { makeTrainingData } from '../../helpers/training-data'
import { bytesOf, engines, predictionsOf, watchTraining, withSettings } from '../../helpers/watched-training'

const data = makeTrainingData(40)
afterAll(() => data.dispose())

describe('a run', () => {
  it('learns, reports every epoch, and predicts every track on the plane', async () => {
    const { result, epochs } = await watchTraining(withSettings(data, 'learns', { epochs: 20 }))
    expect(result).toMatchObject({ state: 'done', engine: 'tensorflow', epochsDone: 20 })
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([...Array<number>(10).fill(0.05), ...Array<number>(10).fill(0.005)])
    const predictions = predictionsOf(result)
    expect(predictions.map(({ trackId }) => trackId)).toEqual(data.samples.map(({ trackId }) => trackId))
    const test = predictions.filter(({ split }) => split === 'test')
    expect(
      dimensionMetrics(
        test.map((row) => row.observedArousal ?? NaN),
        test.map((row) => row.arousal),
      ).r2,
    ).toBeGreaterThan(0.5)
  })

  it('measures by how much a gain of the files moves what it says of test tracks', async () => {
    const { result } = await watchTraining(data.payload('gains'))
    const test = data.samples.filter(({ split }) => split === 'test').length
    const { samples, gains = [] } = result.levelShift ?? {}
    expect(samples).toBe(test)
    expect(gains.map(({ decibels }) => decibels)).toEqual([-12, 6])
    for (const { valence, arousal } of gains) expect(Math.min(valence, arousal)).toBeGreaterThan(0)
    const matched = { ...defaultExcerptRule, level: 'matched' as const }
    expect((await watchTraining({ ...data.payload('matched'), excerptRule: matched })).result.levelShift).toBeNull()
  })

  it('gives the same weights for the same seed and others for another', async () => {
    const [first, second, other] = [
      await watchTraining(data.payload('seed-a')),
      await watchTraining(data.payload('seed-b')),
      await watchTraining(withSettings(data, 'seed-c', { seed: 6 })),
    ]
    expect(bytesOf(first.result).equals(bytesOf(second.result))).toBe(true)
    expect(bytesOf(first.result).equals(bytesOf(other.result))).toBe(false)
  })

  it.each(['tensorflow', 'onnx'] as const)(
    'resumed by %s after being stopped within an epoch equals the run that was not stopped',
    async (engine) => {
      const payload = (name: string): TrainingPayload => ({ ...data.payload(`${name} by ${engine}`), engine })
      const whole = await watchTraining(payload('whole'))
      const stopped = await watchTraining(payload('resumed'), 7)
      expect(stopped.result).toMatchObject({ state: 'stopped', engine, epochsDone: 2 })
      const resumed = await watchTraining({ ...payload('resumed'), resume: true })
      expect(resumed.epochs.map(({ epoch }) => epoch)).toEqual([3, 4])
      expect(resumed.result.bestEpoch).toBe(whole.result.bestEpoch)
      expect(bytesOf(resumed.result).equals(bytesOf(whole.result))).toBe(true)
      expect(predictionsOf(resumed.result)).toEqual(predictionsOf(whole.result))
    },
  )

  it('stopped before its first epoch was done says so, and begins again when resumed', async () => {
    await expect(watchTraining(data.payload('at-once'), 1)).rejects.toMatchObject({ code: 'cancelled' })
    expect((await watchTraining({ ...data.payload('at-once'), resume: true })).epochs).toHaveLength(4)
  })

  it('keeps the weights of the epoch with the smallest validation loss', async () => {
    const { result, epochs } = await watchTraining(withSettings(data, 'best', { epochs: 6, learningRate: 0.3, dropAfterEpoch: 6 }))
    const losses = epochs.map(({ validationLoss }) => validationLoss ?? Infinity)
    expect(result.bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)))
    const validation = predictionsOf(result).filter(({ split }) => split === 'validation')
    const mse = (dimension: 'Valence' | 'Arousal'): number =>
      dimensionMetrics(
        validation.map((row) => row[`observed${dimension}`] ?? NaN),
        validation.map((row) => row[dimension === 'Valence' ? 'valence' : 'arousal']),
      ).mse
    expect((mse('Valence') + mse('Arousal')) / 2).toBeCloseTo(Math.min(...losses), 6)
  })

  it('stops early when validation no longer improves', async () => {
    const { result, epochs } = await watchTraining(withSettings(data, 'early', { epochs: 50, learningRate: 1e-9, patience: 2 }))
    expect(result.state).toBe('done')
    expect(epochs.length).toBeLessThan(50)
    expect(epochs.length).toBe((result.bestEpoch ?? 0) + 2)
  })

  it('predicts on −1…1 also when it trains on 0…1', async () => {
    const { result, epochs } = await watchTraining(withSettings(data, 'scale', { targetScale: '0-1', epochs: 12 }))
    const predictions = predictionsOf(result)
    expect(Math.min(...predictions.map(({ arousal }) => arousal))).toBeLessThan(-0.1)
    expect(epochs.at(-1)?.trainLoss).toBeGreaterThan(0.02)
    expect(decodeSafetensors(bytesOf(result), 'weights').metadata).toEqual({ targetScale: '0-1' })
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
    await expect(watchTraining({ ...data.payload('a'), manifestPath: manifest('a', withAudio('gone.mfcc')) })).rejects.toThrow(/gone\.mfcc/)
    writeFileSync(join(data.directory, 'short.mfcc'), Buffer.alloc(12))
    await expect(watchTraining({ ...data.payload('b'), manifestPath: manifest('b', withAudio('short.mfcc')) })).rejects.toThrow(
      /short\.mfcc holds 12 bytes/,
    )
    writeFileSync(join(data.directory, 'nan.mfcc'), new Uint8Array(new Float32Array(20 * 1502).fill(Number.NaN).buffer))
    await expect(watchTraining({ ...data.payload('c'), manifestPath: manifest('c', withAudio('nan.mfcc')) })).rejects.toThrow(/nan\.mfcc/)
  })

  it('names the field of a manifest that is wrong', async () => {
    const path = manifest('d', [{ ...data.samples[0], arousal: 3 }])
    await expect(watchTraining({ ...data.payload('d'), manifestPath: path })).rejects.toThrow(/samples\.0\.arousal/)
    writeFileSync(path, '{')
    await expect(watchTraining({ ...data.payload('d'), manifestPath: path })).rejects.toThrow(/no training manifest/)
  })

  it('refuses a single training sample and a loss that is no number', async () => {
    await expect(watchTraining({ ...data.payload('e'), manifestPath: manifest('e', [data.samples[0]]) })).rejects.toThrow(
      /two tracks or more/,
    )
    await expect(
      watchTraining(withSettings(data, 'f', { learningRate: 10, weightDecay: 1, epochs: 200, dropAfterEpoch: 200 })),
    ).rejects.toThrow(/no longer a number/)
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
    await watchTraining(data.payload('changed'))
    await expect(watchTraining({ ...withSettings(data, 'changed', { learningRate: 0.2 }), resume: true })).rejects.toThrow(
      /other data or settings/,
    )
    writeFileSync(join(data.directory, 'changed', 'checkpoint', 'state.json'), '{"version":')
    await expect(watchTraining({ ...data.payload('changed'), resume: true })).rejects.toThrow(/damaged/)
  })
})
