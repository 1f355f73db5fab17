import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { trainingManifestSchema } from '@shared/contract/workers/training'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs, shortRule } from '../../../helpers/short-songs'
import { trainingWorkers } from '../../../helpers/training-workers'

// This normalisation needs no constants of the training set, for which the features would be read before.
const settings = trainingSettingsSchema.parse({
  engine: 'onnx',
  normalisation: 'excerpt',
  epochs: 2,
  filters: 2,
  hiddenUnits: 4,
  batchSize: 4,
})

async function studio() {
  const test = createTestContext({ runWorker: trainingWorkers() })
  addShortSongs(test.library, 12)
  const handlers = createTrainingHandlers(test.context)
  const { id: datasetId } = await handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: 'All', excerptRule: shortRule }))
  const train = async (part: Partial<typeof settings> = {}) => {
    const { runId, jobId } = await handlers['runs.start']({ datasetId, settings: { ...settings, ...part } })
    return { runId, job: await test.context.jobs.whenFinished(jobId) }
  }
  const resume = async (runId: string) => {
    test.library.database.exec("UPDATE runs SET state = 'interrupted'")
    return test.context.jobs.whenFinished((await handlers['runs.resume']({ runId })).jobId)
  }
  const featureOf = (runId: string, split: string) => {
    const directory = join(test.library.directory, 'runs', runId)
    const { samples } = trainingManifestSchema.parse(JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')))
    const sample = samples.find((candidate) => candidate.split === split)
    return { trackId: sample?.trackId ?? 0, path: join(directory, sample?.inputs.audio?.path ?? '') }
  }
  return { ...test, train, resume, featureOf }
}

describe('numbers that are not finite', () => {
  it.each(['train', 'validation', 'test'])(
    'in the features of a %s track are refused before anything is learnt, by its name',
    async (split) => {
      const { train, resume, featureOf } = await studio()
      const { runId } = await train()
      const { path, trackId } = featureOf(runId, split)
      const bytes = readFileSync(path)
      bytes.writeFloatLE(split === 'test' ? Infinity : NaN, 400)
      writeFileSync(path, bytes)
      // A run that begins makes damaged features anew; one that goes on reads those that it began with.
      const job = await resume(runId)
      expect(job).toMatchObject({
        state: 'failed',
        failure: { code: 'file-invalid', hint: expect.stringContaining('Clear the feature cache') },
      })
      expect(job?.failure?.message).toMatch(new RegExp(`^The audio features of “Artist \\d – Song ${trackId}” .*not finite: .*\\.f32`, 'u'))
    },
  )

  it('in a label are refused by the name of its track', async () => {
    const { train, library } = await studio()
    library.database.pragma('ignore_check_constraints = ON')
    library.database.exec('UPDATE dataset_samples SET arousal = 9e999 WHERE track_id = 3')
    const { job } = await train()
    expect(job?.failure).toMatchObject({ code: 'invalid-argument', hint: expect.stringContaining('freeze') })
    expect(job?.failure?.message).toMatch(/^The arousal of “Artist 3 – Song 3” is Infinity/u)
  })
})
