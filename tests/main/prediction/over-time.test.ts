import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { predictionChannels } from '@shared/contract/prediction'
import { insertExcerpt } from '@main/store/excerpts'
import { saveModel } from '@main/store/models'
import { every10, toneStudio } from '../../helpers/tone-studio'

const start = predictionChannels['predictions.start'].argument

/** A studio with a model that hears 10 s at once. */
async function studioWithModel() {
  const test = toneStudio()
  const { runId } = await test.train(await test.freeze({ excerptRule: every10 }))
  const path = join(test.library.directory, 'models', 'short.onnx')
  const { modelId } = await test.prediction['models.export']({ runId, path })
  return { ...test, path, modelId }
}

describe('emotion over time', () => {
  it('is predicted for excerpts as long as the model’s, each as if it were predicted alone; the track is their mean', async () => {
    const test = await studioWithModel()
    const [first] = test.paths
    const file = first?.path ?? ''
    const started = await test.prediction['predictions.start'](start.parse({ modelId: test.modelId, paths: [file], everySeconds: 4 }))
    expect(await test.context.jobs.whenFinished(started.jobId)).toMatchObject({ state: 'done', value: { predicted: 1 } })
    const { predictionId } = started
    const [row] = await test.prediction['predictions.rows']({ predictionId })
    const excerpts = await test.prediction['predictions.excerpts']({ predictionId, path: file })
    // The last full step begins at 28 s; the rest of 2 s, half a step, gets an excerpt that ends with the track.
    expect(excerpts.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual(
      [0, 4, 8, 12, 16, 20, 24, 28, 30].map((startSeconds) => [startSeconds, startSeconds + 10]),
    )
    for (const { startSeconds, valence, arousal } of excerpts) {
      const [alone] = await test.predict(test.path, [file], startSeconds)
      expect(alone?.startSeconds).toBe(startSeconds)
      expect(valence).toBeCloseTo(alone?.valence ?? 9, 5)
      expect(arousal).toBeCloseTo(alone?.arousal ?? 9, 5)
    }
    expect(new Set(excerpts.map(({ valence }) => valence)).size).toBe(9)
    expect(row).toMatchObject({ trackId: first?.trackId, excerpts: 9, startSeconds: 0, durationSeconds: 40 })
    expect(row?.valence).toBeCloseTo(
      excerpts.reduce((sum, { valence }) => sum + valence / 9, 0),
      9,
    )
    expect(row?.spread).toBeGreaterThan(0)
    await exportsRows(test, predictionId, excerpts)
  })

  it('is not asked for: a track of the library is heard in its middle, whatever excerpts people drew of it', async () => {
    const test = await studioWithModel()
    const [first] = test.paths
    insertExcerpt(test.library.database, first?.trackId ?? 0, { startSeconds: 1, endSeconds: 9 }, '2026')
    const started = await test.prediction['predictions.start'](start.parse({ modelId: test.modelId, trackIds: [first?.trackId] }))
    await test.context.jobs.whenFinished(started.jobId)
    const [row] = await test.prediction['predictions.rows']({ predictionId: started.predictionId })
    expect(row).toMatchObject({ startSeconds: 15, excerpts: 0, spread: null })
  })

  it('is refused for a model that reads texts alone, beside several excerpts, and for steps that are too short', async () => {
    const test = toneStudio()
    const model = {
      name: 'Words',
      path: join(test.library.directory, 'library.sqlite'),
      sha256: '',
      runId: null,
      baseline: null,
      card: '',
      createdAt: '',
    }
    const { id: modelId } = saveModel(test.library.database, { ...model, modality: 'lyrics', path: 'features' })
    expect(() => test.prediction['predictions.start'](start.parse({ modelId, wholeLibrary: true, everySeconds: 5 }))).toThrow(
      'The model “Words” reads lyrics, which does not change over a track.',
    )
    expect(() => start.parse({ modelId, wholeLibrary: true, everySeconds: 5, excerptsPerTrack: 2 })).toThrow('Give either')
    expect(() => start.parse({ modelId, wholeLibrary: true, everySeconds: 0.1 })).toThrow()
    expect(await test.prediction['predictions.list'](null)).toEqual([])
  })
})

async function exportsRows(
  { library, prediction }: Awaited<ReturnType<typeof studioWithModel>>,
  predictionId: number,
  excerpts: readonly { startSeconds: number; valence: number }[],
): Promise<void> {
  const path = join(library.directory, 'curve.csv')
  const how = { predictionId, path, scale: '0-1' } as const
  expect(await prediction['predictions.export']({ ...how, format: 'csv', rows: 'excerpts' })).toEqual({ path, rows: 9 })
  const rows = parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
  expect(Object.keys(rows[0] ?? {})).toEqual(['path', 'externalId', 'valence', 'arousal', 'startSeconds', 'endSeconds', 'scale'])
  expect(rows.map(({ startSeconds }) => Number(startSeconds))).toEqual(excerpts.map(({ startSeconds }) => startSeconds))
  expect(Number(rows[3]?.['valence'])).toBeCloseTo(((excerpts[3]?.valence ?? 9) + 1) / 2, 9)
  expect(Number(rows[3]?.['endSeconds'])).toBe(22)
  expect(await prediction['predictions.export']({ ...how, format: 'json' })).toEqual({ path, rows: 1 })
}
