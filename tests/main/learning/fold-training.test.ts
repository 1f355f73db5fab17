import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runTraining } from '@main/learning/run-training'
import { dimensionMetrics } from '@shared/domain/metrics'
import type { TrainingPayload } from '@shared/contract/workers/training'
import { makeTrainingData } from '../../helpers/training-data'
import { bytesOf, engines, predictionsOf, watchTraining, withSettings } from '../../helpers/watched-training'

const data = makeTrainingData(40)
afterAll(() => data.dispose())

describe('folds', () => {
  it('predict every track by a network that never saw it', async () => {
    const payload = withSettings(data, 'folds', { epochs: 12 })
    const { result, epochs } = await watchTraining({ ...payload, folds: 4 })
    expect(result).toMatchObject({ state: 'done', bestEpoch: null, weightsPath: null, epochsDone: 48 })
    const predictions = predictionsOf(result)
    expect(new Set(predictions.map(({ trackId }) => trackId)).size).toBe(40)
    expect(new Set(predictions.map(({ fold }) => fold))).toEqual(new Set([0, 1, 2, 3]))
    expect(predictions.every(({ split }) => split === 'fold')).toBe(true)
    expect(new Set(epochs.map(({ fold }) => fold)).size).toBe(4)
    expect(
      dimensionMetrics(
        predictions.map((row) => row.observedArousal ?? NaN),
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
      { ...withSettings(data, 'copies', { epochs: 1 }), manifestPath: path, folds: 3 },
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
    await expect(watchTraining({ ...data.payload('two-groups'), manifestPath: path, folds: 3 })).rejects.toThrow(/3 folds need .* has 2/)
  })

  it('stopped in the second fold, go on from there', async () => {
    const whole = await watchTraining({ ...data.payload('folds-whole'), folds: 2 })
    const stopped = await watchTraining({ ...data.payload('folds-stopped'), folds: 2 }, 17)
    expect(stopped.result.state).toBe('stopped')
    expect(predictionsOf(stopped.result)).toHaveLength(20)
    const resumed = await watchTraining({ ...data.payload('folds-stopped'), folds: 2, resume: true })
    expect(predictionsOf(resumed.result)).toEqual(predictionsOf(whole.result))
  })

  it('stopped in the first fold have nothing to report', async () => {
    await expect(watchTraining({ ...data.payload('folds-at-once'), folds: 2 }, 5)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('with patience choose their epoch by tracks that they held back, never by those that measure them', async () => {
    const payload = { ...withSettings(data, 'inner', { epochs: 8, learningRate: 0.3, dropAfterEpoch: 8, patience: 1 }), folds: 3 }
    const { result, epochs } = await watchTraining(payload)
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
    expect(predictionsOf((await watchTraining({ ...payload, runDirectory: `${payload.runDirectory}-again` })).result)).toEqual(
      predictionsOf(result),
    )
  })

  it('then fit a network on all tracks for the median of their best epochs, by the schedule of the folds', async () => {
    const payload = { ...withSettings(data, 'then-all', { epochs: 6, patience: 2 }), folds: 3, fitAll: true }
    const { result, epochs } = await watchTraining(payload)
    const { folds = [], onAll } = result.crossValidation ?? {}
    const median = folds.map(({ bestEpoch }) => bestEpoch).sort((a, b) => a - b)[1]
    expect(result).toMatchObject({ state: 'done', bestEpoch: null, weightsPath: expect.stringMatching(/weights\.safetensors$/u) })
    expect(onAll).toEqual({ tracks: 40, epochs: median })
    const ofAll = epochs.filter(({ fold }) => fold === 3)
    expect(ofAll).toHaveLength(median ?? 0)
    expect(ofAll.every(({ validationLoss }) => validationLoss === null)).toBe(true)
    expect(ofAll.map(({ learningRate }) => learningRate)).toEqual(ofAll.map(({ epoch }) => (epoch > 3 ? 0.005 : 0.05)))
    const alone = await watchTraining({ ...payload, fitAll: false, runDirectory: `${payload.runDirectory}-alone` })
    expect(predictionsOf(result)).toEqual(predictionsOf(alone.result))
    expect(alone.result).toMatchObject({ weightsPath: null, crossValidation: { onAll: null } })
  })

  it('stopped while the network on all tracks is fitted, keep their figures and go on to the same weights', async () => {
    const payload = (name: string): TrainingPayload => ({ ...data.payload(name), folds: 2, fitAll: true })
    const done: number[] = []
    const whole = await watchTraining(payload('all-whole'), Infinity, done)
    expect(done.at(-1)).toBe(2 * 4 * 3 + 4 * 5)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    const stopped = await watchTraining(payload('all-stopped'), 2 * 4 * 3 + 7)
    expect(stopped.result).toMatchObject({ state: 'stopped', weightsPath: null, crossValidation: { onAll: null } })
    expect(predictionsOf(stopped.result)).toEqual(predictionsOf(whole.result))
    const resumed = await watchTraining({ ...payload('all-stopped'), resume: true })
    expect(resumed.epochs.map(({ fold }) => fold)).toEqual([2, 2, 2])
    expect(bytesOf(resumed.result).equals(bytesOf(whole.result))).toBe(true)
  })

  it('refuse one fold', async () => {
    await expect(watchTraining({ ...data.payload('one-fold'), folds: 1 })).rejects.toThrow(/nothing to train on/)
  })
})
