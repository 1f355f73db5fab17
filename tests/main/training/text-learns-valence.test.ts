import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraryPayloadSchema } from '@shared/contract/workers/sample-library'
import { datasetSettingsSchema, trainingSettingsSchema } from '@shared/contract/training'
import { publishedScheme } from '@shared/domain/scheme'
import { deriveLabels } from '@main/labelling/derive-labels'
import { publishedSettings } from '@main/network/published'
import { describeSample } from '@main/sample/describe-sample'
import { setText } from '@main/store/texts'
import { setTrackTags } from '@main/store/track-tags'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/training-handlers'
import { createTestContext } from '../../helpers/service-context'
import { trainingWorkers } from '../../helpers/training-workers'

/** The sample library without its sound: tags, lyrics and comments, with the labels that its tags give. */
function sampleTexts() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  const { database } = test.library
  const { seed } = sampleLibraryPayloadSchema.parse({ directory: 'unused' })
  for (const { track } of describeSample({ count: 96, seed })) {
    const trackId = createTrack(database, { externalId: track.externalId, title: track.title, artist: track.artist }, new Date(0))
    setTrackTags(database, track.tags.map(([tag, count]) => ({ trackId, tag, count })))
    for (const kind of ['lyrics', 'comments'] as const) {
      const body = track[kind]
      if (body !== null) setText(database, { trackId, kind, body, source: 'sample' }, new Date(0))
    }
  }
  deriveLabels(test.context, publishedScheme, '')
  return { ...test, handlers: createTrainingHandlers(test.context) }
}

// Fewer and smaller steps than the program's settings, which reach more in a minute (docs/decisions/0013).
const short = { engine: 'tensorflow', folds: 3, epochs: 24, batchSize: 16 } as const

describe('on the sample library', () => {
  let test: ReturnType<typeof sampleTexts>
  beforeAll(() => {
    test = sampleTexts()
  })
  afterAll(() => test.library.close())

  it.each(['comments', 'lyrics'] as const)('the network for %s learns valence from word vectors that it learns first', async (modality) => {
    const { id: datasetId } = await test.handlers['datasets.freeze'](datasetSettingsSchema.parse({ name: modality, modalities: [modality], groupBy: 'artist' }))
    const { hiddenUnits } = publishedSettings(modality)
    const { runId, jobId } = await test.handlers['runs.start']({ datasetId, settings: trainingSettingsSchema.parse({ ...short, modality, hiddenUnits }) })
    expect((await test.context.jobs.whenFinished(jobId))?.failure ?? null).toBeNull()
    const metrics = (await test.handlers['runs.list'](null)).find(({ id }) => id === runId)?.metrics
    expect(metrics?.tracks).toBe(88)
    expect(metrics?.valence.r2.value).toBeGreaterThan(0.25)
    expect(metrics?.valence.r2.low).toBeGreaterThan(0.1)
    // What texts of mood hardly tell.
    expect(metrics?.arousal.r2.value).toBeLessThan(metrics?.valence.r2.value ?? 0)
  })
})
