import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { batchesOf, readAhead } from '@main/learning/batches'
import { type Checkpoint, loadCheckpoint, saveCheckpoint } from '@main/learning/checkpoint'
import { dropoutMask } from '@main/engines/dropout-mask'
import { dealFolds } from '@main/learning/folds'
import { countTracks, partsOf, withInnerValidation } from '@main/learning/parts'
import { normalisationConstants } from '@main/learning/normalisation-constants'
import { readInput } from '@main/learning/samples'
import { learningRateAt, shuffledForEpoch } from '@main/learning/schedule'
import { mfccShape, studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import type { TrainingSample } from '@shared/contract/workers/training'
import { makeTrainingData } from '../../helpers/training-data'

const data = makeTrainingData(5)
const directory = mkdtempSync(join(tmpdir(), 'circumplex-parts-'))
afterAll(() => {
  data.dispose()
  rmSync(directory, { recursive: true, force: true })
})
const { settings } = data.payload('none')
const sampleOf = (trackId: number): TrainingSample => ({ trackId, split: 'train', copy: 0, valence: 0, arousal: 0, inputs: {} })

describe('batches', () => {
  it('hold every sample once, and never one alone beside others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 2, max: 70 }), (count, size) => {
        const items = Array.from({ length: count }, (_, index) => index)
        const batches = batchesOf(items, size)
        expect(batches.flat()).toEqual(items)
        expect(batches.every((batch) => batch.length <= size + 1)).toBe(true)
        if (count > 1) expect(batches.every((batch) => batch.length > 1)).toBe(true)
      }),
    )
  })

  it('are read one ahead, in order', async () => {
    const events: string[] = []
    const read = (item: number): Promise<number> => {
      events.push(`read ${item}`)
      return Promise.resolve(item)
    }
    for await (const item of readAhead([1, 2, 3], read)) events.push(`work ${item}`)
    expect(events).toEqual(['read 1', 'read 2', 'work 1', 'read 3', 'work 2', 'work 3'])
  })

  it('fail where the failing one is awaited', async () => {
    const seen: number[] = []
    const work = async (): Promise<void> => {
      for await (const item of readAhead([1, 2], (item) => (item === 2 ? Promise.reject(new Error('gone')) : Promise.resolve(item))))
        seen.push(item)
    }
    await expect(work()).rejects.toThrow('gone')
    expect(seen).toEqual([1])
  })
})

describe('the schedule', () => {
  it('divides the learning rate by ten after the epoch that is set, or after half', () => {
    expect([1, 2, 3, 4].map((epoch) => learningRateAt({ ...settings, epochs: 4, learningRate: 1 }, epoch))).toEqual([1, 1, 0.1, 0.1])
    expect(learningRateAt({ ...settings, learningRate: 1, dropAfterEpoch: 3 }, 3)).toBe(1)
    expect(learningRateAt({ ...settings, epochs: 1, learningRate: 1 }, 1)).toBe(1)
  })

  it('shuffles alike for the same seed and epoch only', () => {
    const items = Array.from({ length: 50 }, (_, index) => index)
    expect(shuffledForEpoch(items, settings, 3)).toEqual(shuffledForEpoch(items, settings, 3))
    expect(shuffledForEpoch(items, settings, 4)).not.toEqual(shuffledForEpoch(items, settings, 3))
    expect([...shuffledForEpoch(items, settings, 4)].sort((a, b) => a - b)).toEqual(items)
  })
})

describe('dropout masks', () => {
  it('drop the share that is asked for and keep the expected sum', () => {
    const mask = dropoutMask(1, 2, 20_000, 0.25)
    expect(mask.filter((value) => value === 0).length / mask.length).toBeCloseTo(0.25, 2)
    expect(mask.reduce((sum, value) => sum + value, 0) / mask.length).toBeCloseTo(1, 1)
  })

  it('draw neighbours independently, up to an odd last one', () => {
    const mask = dropoutMask(3, 1, 40_001, 0.5)
    const both = (first: number, distance: number): number =>
      Array.from({ length: 20_000 }, (_, pair) => 2 * pair + first).filter((index) => mask[index] === 0 && mask[index + distance] === 0)
        .length / 20_000
    expect(both(0, 1)).toBeCloseTo(0.25, 1.5)
    expect(both(0, 2)).toBeCloseTo(0.25, 1.5)
    expect(both(1, 2)).toBeCloseTo(0.25, 1.5)
    const odd = Array.from({ length: 2000 }, (_, seed) => dropoutMask(seed, 1, 3, 0.25)[2])
    expect(odd.filter((value) => value === 0).length / 2000).toBeCloseTo(0.25, 1)
  })

  it('differ by step and layer, and drop nothing at 0', () => {
    expect(dropoutMask(1, 2, 100, 0.5)).toEqual(dropoutMask(1, 2, 100, 0.5))
    expect(dropoutMask(1, 3, 100, 0.5)).not.toEqual(dropoutMask(1, 2, 100, 0.5))
    expect(dropoutMask(2, 2, 100, 0.5)).not.toEqual(dropoutMask(1, 2, 100, 0.5))
    expect(new Set(dropoutMask(1, 2, 100, 0))).toEqual(new Set([1]))
  })
})

describe('what patience holds back of a fold', () => {
  it('is about a tenth of its tracks, at least one, in whole groups, the same each time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 4, max: 20 }), fc.integer(), (tracks, artists, seed) => {
        const samples = Array.from({ length: 2 * tracks }, (_, index) => ({
          ...sampleOf(1 + (index % tracks)),
          copy: index < tracks ? 0 : 1,
          group: `artist ${(index % tracks) % artists}`,
        }))
        const [part] = partsOf(samples, 2, seed)
        if (part === undefined) throw new Error('There are two folds.')
        const inner = withInnerValidation(part, seed)
        const held = new Set(inner.validation.map(({ trackId }) => trackId))
        expect(held.size).toBe(inner.validation.length)
        expect(held.size).toBeGreaterThan(0)
        expect(countTracks(inner.train) + held.size).toBe(countTracks(part.train))
        expect(inner.train).toHaveLength(part.train.length - 2 * held.size)
        const groups = new Set(inner.validation.map(({ group }) => group))
        expect(inner.train.some(({ group }) => groups.has(group))).toBe(false)
        expect(inner.predicted).toBe(part.predicted)
        expect(withInnerValidation(part, seed)).toEqual(inner)
      }),
    )
  })

  it('cannot be taken of a single group', () => {
    const [part] = partsOf([1, 2].map(sampleOf), 2, 1)
    expect(() => part && withInnerValidation(part, 1)).toThrow(/Fold 1 trains on one track or group/u)
  })
})

describe('folds', () => {
  it('hold each track in one fold, with sizes that differ by one at most', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer(),
        (tracks, count, seed) => {
          const samples = tracks.flatMap((trackId) => [{ trackId }, { trackId }])
          const folds = dealFolds(samples, count, seed)
          expect(folds.flat()).toHaveLength(samples.length)
          const tracksOf = folds.map((fold) => new Set(fold.map(({ trackId }) => trackId)))
          expect(tracksOf.reduce((sum, one) => sum + one.size, 0)).toBe(tracks.length)
          const sizes = tracksOf.map(({ size }) => size)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('never part a track or a group, and lose no sample', () => {
    const grouped = fc.array(fc.record({ trackId: fc.integer({ min: 1, max: 80 }), copies: fc.integer({ min: 1, max: 4 }) }), {
      minLength: 2,
      maxLength: 60,
    })
    fc.assert(
      fc.property(
        grouped,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer(),
        (tracks, artists, count, seed) => {
          // Every third track has no artist; copies of a track come scattered.
          const samples = tracks
            .flatMap(({ trackId, copies }) =>
              Array.from({ length: copies }, (_, copy) => ({
                trackId,
                copy,
                group: trackId % 3 === 0 ? undefined : `artist ${trackId % artists}`,
              })),
            )
            .sort((a, b) => a.copy - b.copy)
          const folds = dealFolds(samples, count, seed)
          expect(new Set(folds.flat())).toEqual(new Set(samples))
          expect(folds.flat()).toHaveLength(samples.length)
          for (const nameOf of [
            ({ trackId }: (typeof samples)[number]) => trackId,
            ({ trackId, group }: (typeof samples)[number]) => group ?? trackId,
          ]) {
            const names = folds.map((fold) => new Set(fold.map(nameOf)))
            expect(names.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(samples.map(nameOf)).size)
          }
          expect(dealFolds(samples, count, seed)).toEqual(folds)
        },
      ),
    )
  })

  it('put large groups apart before small ones', () => {
    const samples = Array.from({ length: 20 }, (_, trackId) => ({ trackId, group: trackId < 6 ? 'one' : trackId < 12 ? 'two' : undefined }))
    const sizes = dealFolds(samples, 3, 1).map(({ length }) => length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })
})

describe('normalisation constants', () => {
  const planOf = (normalisation: 'global' | 'coefficient' | 'excerpt') =>
    planNetwork(publishedNetwork('audio', { normalisation }), studyInputs())
  const constantsOf = (normalisation: 'global' | 'coefficient' | 'excerpt') =>
    normalisationConstants(planOf(normalisation), data.samples, {
      signal: new AbortController().signal,
      yieldToEvents: () => Promise.resolve(),
    })

  it('are mean and deviation of all numbers, or of each coefficient', async () => {
    const files = await Promise.all(data.samples.map((sample) => readInput(sample, 'audio', mfccShape)))
    const all = files.flatMap((file) => [...file])
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length
    const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)
    const global = await constantsOf('global')
    expect(global.get('audio.0.mean')?.data[0]).toBeCloseTo(mean, 4)
    expect(global.get('audio.0.deviation')?.data[0]).toBeCloseTo(deviation, 4)
    const first = files.flatMap((file) => [...file.subarray(0, 1502)])
    const coefficient = await constantsOf('coefficient')
    expect(coefficient.get('audio.0.mean')?.dims).toEqual([20])
    expect(coefficient.get('audio.0.mean')?.data[0]).toBeCloseTo(first.reduce((sum, value) => sum + value, 0) / first.length, 3)
  })

  it('are none where each excerpt has its own', async () => {
    expect((await constantsOf('excerpt')).size).toBe(0)
  })
})

describe('checkpoints', () => {
  const tensor = (value: number) => new Map([['a', { dims: [1], data: Float32Array.of(value) }]])
  const checkpoint = (epochsDone: number): Checkpoint => ({
    fingerprint: 'f',
    settings,
    epochsDone,
    stepsDone: 3,
    history: [],
    finished: false,
    weights: tensor(epochsDone),
    average: null,
    best: { epoch: 1, loss: 0.5, weights: tensor(1) },
  })

  it('come back equal, and old files go', async () => {
    const folder = join(directory, 'one')
    await saveCheckpoint(folder, checkpoint(1))
    await saveCheckpoint(folder, checkpoint(2))
    expect(await loadCheckpoint(folder, 'f')).toEqual(checkpoint(2))
    expect(readdirSync(folder).sort()).toEqual(['best-1.safetensors', 'state.json', 'weights-2.safetensors'])
  })

  it('keep the average of the weights beside them', async () => {
    const folder = join(directory, 'averaged')
    const averaged = (epochs: number): Checkpoint => ({ ...checkpoint(epochs), average: tensor(epochs / 2) })
    await saveCheckpoint(folder, averaged(1))
    await saveCheckpoint(folder, averaged(2))
    expect(await loadCheckpoint(folder, 'f')).toEqual(averaged(2))
    expect(readdirSync(folder)).toContain('average-2.safetensors')
    expect(readdirSync(folder)).not.toContain('average-1.safetensors')
  })

  it('are null where there is none', async () => {
    expect(await loadCheckpoint(join(directory, 'none'), 'f')).toBeNull()
  })
})
