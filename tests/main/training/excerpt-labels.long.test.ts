import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainedPredictionsSchema } from '@shared/contract/workers/training'
import { groupBy } from '@shared/domain/group-by'
import { meanWithInterval } from '@shared/domain/label-comparison'
import type { PlanePoint } from '@shared/domain/plane'
import { createRandom, mixSeed, type Random } from '@shared/domain/random'
import { synthesisePiece } from '@main/sample/piece'
import { encodeWav } from '@main/sample/wav'
import { datasetSamples } from '@main/store/dataset-samples'
import { insertExcerpt } from '@main/store/excerpts'
import { setFile } from '@main/store/files'
import { insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { isShort, longestMs, printFigure } from '../../helpers/long'
import { createTestContext } from '../../helpers/service-context'
import { trainingWorkers } from '../../helpers/training-workers'

const sampleRate = 22_050
const halfSeconds = 30
const trackCount = 60
const seeds = Array.from({ length: 5 }, (_, index) => index + 1)
const settings = trainingSettingsSchema.parse({
  epochs: 40,
  filters: 4,
  hiddenUnits: 16,
  batchSize: 8,
  dropout: 0.1,
  folds: 5,
})

/** Tracks that turn in their middle from one mood into one that lies across the plane. */
function turningTracks() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  const { database, directory } = test.library
  mkdirSync(join(directory, 'audio'), { recursive: true })
  const random = createRandom(9)
  const truth = new Map<number, PlanePoint>()
  const excerpts: { trackId: number; excerptId: number; point: PlanePoint }[] = []
  for (let index = 0; index < trackCount; index += 1) {
    const moods = twoMoods(random)
    const wav = encodeWav(joined(moods.map((mood, half) => piece(mood, mixSeed(index, half), index))), sampleRate)
    const path = `audio/${index}.wav`
    writeFileSync(join(directory, path), wav)
    const trackId = createTrack(database, { title: `Song ${index}` }, new Date(0))
    const digest = createHash('sha256').update(wav).digest('hex')
    const facts = { sizeBytes: 1, modifiedAtMs: 0, format: 'wav', sampleRate, channels: 1, loudnessDb: null, missing: false }
    setFile(database, { trackId, path, digest, durationSeconds: 2 * halfSeconds, ...facts })
    for (const [half, point] of moods.entries()) {
      const range = { startSeconds: half * halfSeconds, endSeconds: (half + 1) * halfSeconds }
      const { id } = insertExcerpt(database, trackId, range, '2026')
      truth.set(id, point)
      excerpts.push({ trackId, excerptId: id, point })
    }
    const [first, second] = moods
    const mean = { valence: (first.valence + second.valence) / 2, arousal: (first.arousal + second.arousal) / 2 }
    addLabel(trackId, null, mean)
  }
  function addLabel(trackId: number, excerptId: number | null, { valence, arousal }: PlanePoint): void {
    insertLabel(database, { trackId, excerptId, valence, arousal, source: 'human', author: '', note: '', createdAt: '2026' })
    refreshCurrentLabels(database, [trackId])
  }
  const labelExcerpts = (): void => {
    for (const { trackId, excerptId, point } of excerpts) addLabel(trackId, excerptId, point)
  }
  return { ...test, truth, labelExcerpts }
}

function twoMoods(random: Random): [PlanePoint, PlanePoint] {
  const far = (): number => 0.4 + 0.5 * random.next()
  const [side, height] = [random.next() < 0.5 ? -1 : 1, random.next() < 0.5 ? -1 : 1]
  return [
    { valence: side * far(), arousal: height * far() },
    { valence: -side * far(), arousal: -height * far() },
  ]
}

function piece(truth: PlanePoint, seed: number, ensemble: number): Float32Array {
  return synthesisePiece({ truth, seconds: halfSeconds, seed, ensemble })
}

function joined(halves: readonly Float32Array[]): Float32Array {
  return Float32Array.from(halves.flatMap((half) => [...half]))
}

it.skipIf(isShort)(
  'networks that learn the labels of excerpts know the excerpts of held-out tracks better than those that learn whole tracks’ labels',
  async () => {
    const { context, library, truth, labelExcerpts } = turningTracks()
    const handlers = createTrainingHandlers(context)
    const freeze = async (name: string) => handlers['datasets.freeze'](datasetSettingsSchema.parse({ name, excerpts: { kind: 'chosen' } }))
    const whole = await freeze('Labels of whole tracks')
    labelExcerpts()
    const own = await freeze('Labels of excerpts')

    /** By track, the mean absolute error of its excerpts, both dimensions, over all seeds; predicted by networks that did not hear it. */
    const errorsOf = async (datasetId: number): Promise<number[]> => {
      const excerptOf = new Map(
        datasetSamples(library.database, datasetId).map(({ trackId, copy, excerptId }) => [`${trackId} ${copy}`, excerptId ?? 0]),
      )
      const errors: { trackId: number; error: number }[] = []
      for (const seed of seeds) {
        const { runId, jobId } = await handlers['runs.start']({ datasetId, settings: { ...settings, seed } })
        expect(await context.jobs.whenFinished(jobId)).toMatchObject({ state: 'done' })
        const path = join(library.directory, 'runs', runId, 'predictions.json')
        const { predictions } = trainedPredictionsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
        for (const { trackId, copy, valence, arousal } of predictions) {
          const point = truth.get(excerptOf.get(`${trackId} ${copy ?? 0}`) ?? 0)
          if (point) errors.push({ trackId, error: (Math.abs(valence - point.valence) + Math.abs(arousal - point.arousal)) / 2 })
        }
      }
      const byTrack = [...groupBy(errors, ({ trackId }) => trackId)].sort(([a], [b]) => a - b)
      return byTrack.map(([, rows]) => rows.reduce((sum, { error }) => sum + error, 0) / rows.length)
    }
    const [wholeErrors, ownErrors] = [await errorsOf(whole.id), await errorsOf(own.id)]
    expect(wholeErrors).toHaveLength(trackCount)
    const gain = meanWithInterval(wholeErrors.map((error, index) => error - (ownErrors[index] ?? 0)))
    const [before, after] = [meanWithInterval(wholeErrors), meanWithInterval(ownErrors)]
    const interval = `[${gain.low.toFixed(3)}, ${gain.high.toFixed(3)}]`
    printFigure(`excerpt labels against whole-track labels, ${trackCount} tracks, ${seeds.length} seeds: mean absolute error`)
    printFigure(`${after.value.toFixed(3)} against ${before.value.toFixed(3)}; gain ${gain.value.toFixed(3)} ${interval}`)
    expect(gain.low).toBeGreaterThan(0)
  },
  longestMs,
)
