import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DatasetSettings, datasetChannels, datasetSchema, datasetSettingsSchema } from '@shared/contract/datasets'
import { Failure } from '@shared/domain/failure'
import { insertCheckedSet } from '@main/store/checked-sets'
import { datasetSamples } from '@main/store/dataset-samples'
import { datasetTracks } from '@main/store/datasets'
import { insertExcerpt, setExcerptDeleted, setExcerptRange } from '@main/store/excerpts'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createDatasetHandlers } from '@main/training/datasets/dataset-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addTrack } from '../../../helpers/track'

/** Tracks of so many seconds of audio that is not there, all labelled by hand at (0.5, 0.5). */
function archive(durations: readonly number[]) {
  const test = createTestContext()
  const { database } = test.library
  const ids = durations.map((durationSeconds, index) => {
    const trackId = addTrack(test.library, { title: `Track ${index + 1}` })
    setFile(database, {
      trackId,
      path: `audio/${trackId}.wav`,
      digest: String(trackId).padStart(64, '0'),
      sizeBytes: 1,
      modifiedAtMs: 0,
      format: 'wav',
      durationSeconds,
      sampleRate: 22_050,
      channels: 1,
      loudnessDb: null,
      missing: false,
    })
    return trackId
  })
  const label = (
    trackId: number,
    excerptId: number | null,
    point: readonly [number, number] | null,
    source: 'human' | 'imported' = 'human',
  ) => {
    const [valence, arousal] = point ?? [null, null]
    insertLabel(database, { trackId, excerptId, valence, arousal, source, author: '', note: '', createdAt: '2026' })
    refreshCurrentLabels(database, [trackId])
  }
  for (const id of ids) label(id, null, [0.5, 0.5])
  const draw = (trackId: number, startSeconds: number, endSeconds: number) =>
    insertExcerpt(database, trackId, { startSeconds, endSeconds }, '2026').id
  const handlers = createDatasetHandlers(test.context)
  const freeze = async (settings: Partial<DatasetSettings> = {}) =>
    datasetSchema.parse(await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', ...settings })))
  const count = async (settings: Partial<DatasetSettings> = {}) => {
    const { choices } = await handlers['datasets.count'](datasetChannels['datasets.count'].argument.parse(settings))
    return Object.fromEntries(choices.map(({ excerpts, tracks, samples }) => [excerpts.kind, [tracks, samples]]))
  }
  return { ...test, ids, label, draw, handlers, freeze, count }
}

const chosen = { excerpts: { kind: 'chosen' } } as const

describe('the excerpts of a dataset', () => {
  it('keep an own label of one dimension alone, and a track that has no other', async () => {
    const test = archive([200, 200, 200, 200, 200, 200])
    const { database } = test.library
    const [first = 0, second = 0] = test.ids
    const state = (trackId: number, excerptId: number, arousal: number) => {
      const label = { trackId, excerptId, valence: null, arousal: null, stated: 'arousal', waiting: arousal } as const
      insertLabel(database, { ...label, source: 'human', author: '', note: '', createdAt: '2026' })
      refreshCurrentLabels(database, [trackId])
    }
    for (const id of test.ids) test.draw(id, 10, 40)
    const [ofFirst, ofSecond] = [test.draw(first, 100, 190), test.draw(second, 100, 190)]
    state(first, ofFirst, 0.25)
    test.label(second, null, null)
    state(second, ofSecond, -0.5)
    const middle = await test.freeze({ name: 'Middle' })
    expect(middle.oneDimension).toEqual({ valence: 0, arousal: 1 })
    expect(datasetTracks(database, middle.id)[1]).toMatchObject({ trackId: second, valence: null, arousal: -0.5 })
    const samples = datasetSamples(database, (await test.freeze(chosen)).id)
    expect(samples.slice(0, 4)).toMatchObject([
      { trackId: first, valence: 0.5, arousal: 0.5 },
      { trackId: first, excerptId: ofFirst, valence: null, arousal: 0.25 },
      { trackId: second, valence: null, arousal: -0.5 },
      { trackId: second, excerptId: ofSecond, valence: null, arousal: -0.5 },
    ])
  })

  it('that people chose are frozen with their times and own labels, else the track’s; the track’s label is their mean', async () => {
    const test = archive(Array.from({ length: 10 }, () => 200))
    const [first = 0] = test.ids
    const excerpts = test.ids.slice(0, 8).map((id) => [test.draw(id, 10, 40), test.draw(id, 100, 190)] as const)
    test.label(first, excerpts[0]?.[0] ?? 0, [-0.5, 0.1])
    test.label(test.ids[1] ?? 0, excerpts[1]?.[0] ?? 0, [0.2, 0.2], 'imported')
    test.label(test.ids[1] ?? 0, excerpts[1]?.[1] ?? 0, [0.1, 0.1])
    test.label(test.ids[1] ?? 0, excerpts[1]?.[1] ?? 0, null)
    const dataset = await test.freeze(chosen)
    expect(dataset.leftOut).toEqual({ withoutModality: 0, inOtherLanguage: 0, inCheckedSet: 0, withoutExcerpt: 2 })
    expect(dataset.warnings).toContain('2 labelled tracks have no chosen excerpt and were left out.')
    expect(dataset.samples.train + dataset.samples.validation + dataset.samples.test).toBe(16)
    const samples = datasetSamples(test.library.database, dataset.id)
    expect(samples.slice(0, 4)).toMatchObject([
      { trackId: first, excerptId: excerpts[0]?.[0], startSeconds: 10, endSeconds: 40, valence: -0.5, arousal: 0.1, copy: 0 },
      { trackId: first, excerptId: excerpts[0]?.[1], startSeconds: 100, endSeconds: 190, valence: 0.5, arousal: 0.5, copy: 1 },
      { valence: 0.2, arousal: 0.2 },
      { valence: 0.5, arousal: 0.5 },
    ])
    expect(datasetTracks(test.library.database, dataset.id).slice(0, 3)).toMatchObject([
      { valence: 0, arousal: 0.3, source: 'human' },
      { valence: 0.35, arousal: 0.35, source: 'imported' },
      { valence: 0.5, arousal: 0.5, source: 'human' },
    ])
  })

  it('do not change when excerpts are drawn, moved, deleted or labelled later; freezing again gives another digest', async () => {
    const test = archive(Array.from({ length: 8 }, () => 200))
    const drawn = test.ids.map((id) => test.draw(id, 10, 83))
    const middle = await test.freeze({ name: 'Middle' })
    const dataset = await test.freeze(chosen)
    const before = datasetSamples(test.library.database, dataset.id)
    const beforeMiddle = datasetSamples(test.library.database, middle.id)
    test.draw(test.ids[0] ?? 0, 0, 73)
    setExcerptRange(test.library.database, drawn[1] ?? 0, { startSeconds: 20, endSeconds: 93 })
    test.label(test.ids[2] ?? 0, drawn[2] ?? 0, [-1, -1])
    setExcerptDeleted(test.library.database, drawn[3] ?? 0, '2026')
    expect(datasetSamples(test.library.database, dataset.id)).toEqual(before)
    expect(datasetSamples(test.library.database, middle.id)).toEqual(beforeMiddle)
    expect(beforeMiddle.every(({ startSeconds }) => startSeconds === null)).toBe(true)
    expect((await test.freeze({ ...chosen, name: 'Again' })).digest).not.toBe(dataset.digest)
    expect((await test.freeze({ name: 'Middle again' })).digest).toBe(middle.digest)
    const reused = await test.handlers['datasets.reuse'](datasetSettingsSchema.parse({ name: 'X', ...chosen }))
    expect(reused).toMatchObject({ reused: true, dataset: { name: 'Again' } })
  })

  it('have a digest of their own for each start', async () => {
    const digests = await Promise.all(
      [10, 11].map(async (start) => {
        const test = archive(Array.from({ length: 8 }, () => 200))
        for (const id of test.ids) test.draw(id, start, 100)
        return (await test.freeze(chosen)).digest
      }),
    )
    expect(digests[0]).not.toBe(digests[1])
  })

  it('are never those of tracks in a checked set, which judges what learns from them', async () => {
    const { ids, library, freeze } = archive(Array.from({ length: 30 }, () => 100))
    const judges = ids.slice(0, 10)
    insertCheckedSet(library.database, { name: 'By ear', stratify: 'none', seed: 1, createdAt: '2026', trackIds: judges })
    const dataset = await freeze()
    expect(dataset.leftOut.inCheckedSet).toBe(10)
    expect(datasetTracks(library.database, dataset.id).filter(({ trackId }) => judges.includes(trackId))).toEqual([])
  })

  it('are counted for each choice before anything is frozen', async () => {
    const test = archive([200, 200, 146, 30, 100, 73])
    test.draw(test.ids[0] ?? 0, 0, 10)
    test.draw(test.ids[0] ?? 0, 20, 30)
    test.draw(test.ids[3] ?? 0, 29, 40)
    test.draw(test.ids[4] ?? 0, 150, 160)
    expect(await test.count()).toEqual({ middle: [6, 6], chosen: [2, 3], random: [6, 18], steps: [6, 11] })
    expect((await test.count({ excerpts: { kind: 'random', perTrack: 5 } })).random).toEqual([6, 30])
    const both = await test.handlers['datasets.count'](
      datasetChannels['datasets.count'].argument.parse({ modalities: ['audio', 'lyrics'] }),
    )
    expect(both).toMatchObject({ labelled: 6, choices: [{ tracks: 0, leftOut: { withoutModality: 6 } }, {}, {}, {}] })
    expect(await test.handlers['datasets.list'](null)).toEqual([])
  })

  it('that fit no track are counted as none, with the reason that freezing gives', async () => {
    const test = archive(Array.from({ length: 8 }, () => 58))
    const { choices } = await test.handlers['datasets.count'](datasetChannels['datasets.count'].argument.parse({}))
    const reason = 'An excerpt of 73 s fits no track: the longest lasts 58.0 s.'
    expect(choices).toMatchObject([
      { excerpts: { kind: 'middle' }, tracks: 8, samples: 8, repeatedTracks: 8, refusal: null },
      { tracks: 0, samples: 0, refusal: { reason: 'None of the 8 usable tracks has an excerpt that a person chose.' } },
      { excerpts: { kind: 'random' }, tracks: 0, samples: 0, repeatedTracks: 0, refusal: { reason } },
      { excerpts: { kind: 'steps' }, tracks: 0, samples: 0, repeatedTracks: 0, refusal: { reason } },
    ])
    await expect(test.freeze({ excerpts: { kind: 'steps' } })).rejects.toThrow(reason)
  })

  it('are counted as freezing takes them, or refused alike, whatever the library and the settings', async () => {
    const choice = fc.oneof(
      fc.constantFrom({ kind: 'middle' as const }, { kind: 'chosen' as const }, { kind: 'steps' as const }),
      fc.record({ kind: fc.constant('random' as const), perTrack: fc.integer({ min: 1, max: 4 }) }),
    )
    const track = fc.record({
      durationSeconds: fc.double({ min: 1, max: 260, noNaN: true }),
      drawn: fc.array(fc.double({ min: 0, max: 280, noNaN: true }), { maxLength: 2 }),
    })
    const settings = fc.record({
      excerpts: choice,
      form: fc.constantFrom('sound' as const, 'as-published' as const),
      modalities: fc.constantFrom<DatasetSettings['modalities']>(['audio'], []),
      seed: fc.integer({ min: 1, max: 9 }),
      lengthSeconds: fc.constantFrom(6, 30, 73, 120),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(track, { maxLength: 9 }), settings, async (tracks, { lengthSeconds, ...others }) => {
        const test = archive(tracks.map(({ durationSeconds }) => durationSeconds))
        for (const [index, { drawn }] of tracks.entries()) for (const start of drawn) test.draw(test.ids[index] ?? 0, start, start + 20)
        const wanted = { ...others, excerptRule: { lengthSeconds, segmentSeconds: 1, keptSegmentSeconds: 1 } }
        const { choices } = await test.handlers['datasets.count'](datasetChannels['datasets.count'].argument.parse(wanted))
        const [counted] = choices
        const frozen = await test.freeze(wanted).catch((error: unknown) => error)
        if (frozen instanceof Failure) {
          expect(counted?.refusal).toEqual({ reason: frozen.message, hint: frozen.hint })
          return
        }
        const { tracks: ofSets, samples, leftOut } = datasetSchema.parse(frozen)
        const sum = (sets: Record<string, number>): number => Object.values(sets).reduce((total, one) => total + one, 0)
        expect(counted).toMatchObject({ refusal: null, leftOut })
        if (others.form === 'sound') expect(counted).toMatchObject({ tracks: sum(ofSets), samples: sum(samples) })
      }),
      { numRuns: 40, seed: 9 },
    )
  })

  it('at random, and in steps, lie in all sets, those of one track in one set', async () => {
    const test = archive(Array.from({ length: 12 }, (_, index) => 80 + 40 * index))
    for (const excerpts of [{ kind: 'random', perTrack: 3 }, { kind: 'steps' }] as const) {
      const dataset = await test.freeze({ name: excerpts.kind, excerpts })
      const samples = datasetSamples(test.library.database, dataset.id)
      expect(dataset.leak).toMatchObject({ leaked: 0 })
      expect(dataset.tracks).toEqual({ train: 8, validation: 2, test: 2 })
      for (const [index, trackId] of test.ids.entries()) {
        const own = samples.filter((sample) => sample.trackId === trackId)
        expect(new Set(own.map(({ split }) => split)).size).toBe(1)
        if (excerpts.kind === 'random') expect(own).toHaveLength(3)
        for (const { startSeconds, endSeconds } of own) {
          expect((endSeconds ?? 0) - (startSeconds ?? 0)).toBeCloseTo(73, 9)
          expect(endSeconds).toBeLessThanOrEqual(80 + 40 * index + 1e-9)
        }
      }
    }
  })

  it('are exported with file, digest, id, start and end, a middle by its times', async () => {
    const test = archive(Array.from({ length: 6 }, () => 100))
    const ids = test.ids.map((id) => test.draw(id, 1, 61))
    const path = join(test.library.directory, 'rows.json')
    const rows = async (settings: Partial<DatasetSettings>): Promise<unknown> => {
      const { id } = await test.freeze(settings)
      await test.handlers['datasets.export']({ datasetId: id, path, format: 'json', scale: '-1-1' })
      return JSON.parse(readFileSync(path, 'utf8'))
    }
    const digest = String(test.ids[0]).padStart(64, '0')
    const common = { path: join(test.library.directory, `audio/${test.ids[0]}.wav`), digest, split: 'train', valence: 0.5, arousal: 0.5 }
    expect(await rows(chosen)).toMatchObject({ 0: { ...common, excerptId: ids[0], startSeconds: 1, endSeconds: 61 } })
    expect(await rows({ name: 'Middle' })).toMatchObject({ 0: { ...common, excerptId: null, startSeconds: 13.5, endSeconds: 86.5 } })
  })

  it('that cannot be are refused, and nothing is frozen', async () => {
    const test = archive([20, 30, 40, 50])
    await expect(test.freeze(chosen)).rejects.toThrow('None of the 4 usable tracks has an excerpt that a person chose')
    await expect(test.freeze({ excerpts: { kind: 'steps' } })).rejects.toThrow('An excerpt of 73 s fits no track: the longest lasts 50.0 s')
    await expect(test.freeze({ excerpts: { kind: 'random', perTrack: 2 }, form: 'as-published' })).rejects.toThrow("form 'as-published'")
    const sparse = { lengthSeconds: 5, segmentSeconds: 5, keptSegmentSeconds: 3 }
    await expect(test.freeze({ excerptRule: sparse })).rejects.toMatchObject({
      message: expect.stringContaining('Excerpts of 5 s, 3 s of every 5 s, fit no network of the study'),
      hint: 'Take excerpts of at least 5.3 s, or hear more of them.',
    })
    await expect(test.freeze({ ...chosen, modalities: [] })).rejects.toThrow('does not ask for')
    expect(() => datasetSettingsSchema.parse({ name: 'A', excerpts: { kind: 'random', perTrack: 0 } })).toThrow()
    expect(await test.handlers['datasets.list'](null)).toEqual([])
  })
})
