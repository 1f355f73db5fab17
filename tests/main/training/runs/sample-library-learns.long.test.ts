import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleLibraryPayloadSchema } from '@shared/contract/workers/sample-library'
import { datasetSettingsSchema } from '@shared/contract/training'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveLabels } from '@main/labelling/derive-labels'
import { publishedSettings } from '@main/network/published'
import { describeSample, type PlannedTrack } from '@main/sample/describe-sample'
import { synthesisePiece } from '@main/sample/piece'
import { encodeWav } from '@main/sample/wav'
import { setFile } from '@main/store/files'
import type { Library } from '@main/store/library'
import { setText } from '@main/store/texts'
import { setTrackTags } from '@main/store/track-tags'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { isShort } from '../../../helpers/long'
import { createTestContext } from '../../../helpers/service-context'
import { trainingWorkers } from '../../../helpers/training-workers'

const sampleRate = 22_050
/** Pieces so short are repeated to the length of an excerpt. */
const heardSeconds = 6
const pieces = 96

/** The sample library with short sounds: tags, lyrics and comments, with the labels that its tags give. */
function sampleLibrary() {
  const test = createTestContext({ runWorker: trainingWorkers(), kept: true })
  const { database, directory } = test.library
  mkdirSync(join(directory, 'audio'))
  const { seed } = sampleLibraryPayloadSchema.parse({ directory: 'unused' })
  for (const planned of describeSample({ count: pieces, seed, secondsPerTrack: heardSeconds })) {
    const { track } = planned
    const trackId = createTrack(database, { externalId: track.externalId, title: track.title, artist: track.artist }, new Date(0))
    setTrackTags(
      database,
      track.tags.map(([tag, count]) => ({ trackId, tag, count })),
    )
    for (const kind of ['lyrics', 'comments'] as const) {
      const body = track[kind]
      if (body !== null) setText(database, { trackId, kind, body, source: 'sample' }, new Date(0))
    }
    addSound(test.library, trackId, planned)
  }
  deriveLabels(test.context, publishedScheme, '')
  return { ...test, handlers: createTrainingHandlers(test.context) }
}

function addSound({ database, directory }: Library, trackId: number, { track, plan }: PlannedTrack): void {
  const bytes = encodeWav(synthesisePiece(plan), sampleRate)
  const path = `audio/${trackId}.wav`
  writeFileSync(join(directory, path), bytes)
  const digest = createHash('sha256').update(bytes).digest('hex')
  setFile(database, {
    trackId,
    path,
    digest,
    sizeBytes: bytes.length,
    modifiedAtMs: 0,
    format: 'wav',
    durationSeconds: track.durationSeconds,
    sampleRate,
    channels: 1,
    loudnessDb: null,
    missing: false,
  })
}

// Less than the program's settings, which reach more in a minute (docs/decisions/0013).
const short = { engine: 'tensorflow', folds: 2, batchSize: 16 } as const

describe('on the sample library', () => {
  let test: ReturnType<typeof sampleLibrary>
  beforeAll(() => {
    test = sampleLibrary()
  }, 120_000)
  afterAll(() => test.library.close())

  async function trained(modality: 'audio' | 'lyrics' | 'comments', settings: { epochs: number; filters?: number }) {
    const { id: datasetId } = await test.handlers['datasets.freeze'](
      datasetSettingsSchema.parse({ name: modality, modalities: [modality], groupBy: 'artist' }),
    )
    const { hiddenUnits } = publishedSettings(modality)
    const { runId, jobId } = await test.handlers['runs.start']({
      datasetId,
      settings: trainingSettingsSchema.parse({ ...short, ...settings, modality, hiddenUnits }),
    })
    expect((await test.context.jobs.whenFinished(jobId))?.failure ?? null).toBeNull()
    const metrics = (await test.handlers['runs.list'](null)).find(({ id }) => id === runId)?.metrics
    const { tracks = 0, valence, arousal } = metrics ?? {}
    if (!valence || !arousal) throw new Error(`The run of ${modality} has no metrics.`)
    return { tracks, valence, arousal }
  }

  it.each(['comments', 'lyrics'] as const)(
    'the network for %s learns valence, and more of it than of arousal, from word vectors that it learns first',
    async (modality) => {
      const { tracks, valence, arousal } = await trained(modality, { epochs: 24 })
      expect(tracks).toBe(88)
      expect(valence.r2.value).toBeGreaterThan(0.25)
      expect(valence.r2.low).toBeGreaterThan(0.1)
      expect(arousal.r2.value).toBeLessThan(valence.r2.value)
    },
    180_000,
  )

  it.skipIf(isShort)(
    'the network for audio learns arousal, and more of it than of valence',
    async () => {
      const { tracks, valence, arousal } = await trained('audio', { epochs: 20, filters: 8 })
      expect(tracks).toBe(pieces)
      expect(arousal.r2.value).toBeGreaterThan(0.3)
      expect(arousal.r2.low).toBeGreaterThan(0.1)
      expect(valence.r2.value).toBeLessThan(arousal.r2.value)
    },
    180_000,
  )
})
