import { renameSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startAudioImport } from '@main/library/import-audio-job'
import { createWaveforms, gainFor, trackMediaFile } from '@main/library/waveform'
import { fileOfTrack } from '@main/store/files'
import { copyFixture, fixtureTone, writeWav } from '../../helpers/audio-fixtures'
import { inProcessWorkers } from '../../helpers/in-process-workers'
import { temporaryFolder } from '../../helpers/library'
import { createTestContext, type TestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

async function withImported(make: (folder: string) => void): Promise<TestContext & { folder: string }> {
  const test = createTestContext({ runWorker: inProcessWorkers() })
  const folder = temporaryFolder()
  make(folder)
  await test.context.jobs.whenFinished(startAudioImport(test.context, [folder]).jobId)
  return { ...test, folder }
}

describe('waveforms', () => {
  it('are made once by a job and come from the cache then', async () => {
    const { context, library, folder } = await withImported((directory) => void writeWav(join(directory, 'tone.wav'), 3, 8000, fixtureTone))
    const waveform = createWaveforms(context)
    const [first, meanwhile] = [await waveform(1), await waveform(1)]
    expect(first.waveform).toBeNull()
    expect(meanwhile.jobId).toBe(first.jobId)
    expect(await context.jobs.whenFinished(first.jobId ?? '')).toMatchObject({ kind: 'peaks', state: 'done', subject: '1' })

    const ready = await waveform(1)
    expect(ready).toMatchObject({ jobId: null, waveform: { trackId: 1, url: 'circumplex-media://track/1', durationSeconds: 3 } })
    const pairs = ready.waveform?.pairs ?? new Float32Array()
    expect(Math.max(...pairs)).toBeGreaterThan(0.4)
    expect(pairs.length).toBeCloseTo(2 * 3 * (ready.waveform?.peaksPerSecond ?? 0), -1)
    expect(ready.waveform?.gainDb).toBe(gainFor(fileOfTrack(library.database, 1)?.loudnessDb ?? null))
    expect(trackMediaFile(library, 1)).toBe(join(folder, 'tone.wav'))
  })

  it('come with a WAV file where Chromium cannot play the format', async () => {
    const { context, library } = await withImported((directory) => void copyFixture('tone.aiff', join(directory, 'tone.aiff')))
    expect(trackMediaFile(library, 1)).toBeNull()
    const { jobId } = await createWaveforms(context)(1)
    await context.jobs.whenFinished(jobId ?? '')
    expect(trackMediaFile(library, 1)).toMatch(/peaks.[0-9a-f]{64}\.wav$/)
  })

  it('say what is wrong with a track without audio and with a file that is gone', async () => {
    const { context, library, folder } = await withImported((directory) => void writeWav(join(directory, 'tone.wav'), 1, 8000, fixtureTone))
    await expect(createWaveforms(context)(addTrack(library))).rejects.toMatchObject({ code: 'not-found' })
    renameSync(join(folder, 'tone.wav'), join(folder, 'away'))
    await expect(createWaveforms(context)(1)).rejects.toMatchObject({ code: 'file-missing' })
    expect(fileOfTrack(library.database, 1)?.missing).toBe(true)
    expect(trackMediaFile(library, 1)).toBeNull()
  })
})

it('plays tracks as loud as each other, within 12 dB', () => {
  expect([-18, -30, -24, -5, null].map(gainFor)).toEqual([0, 12, 6, -12, 0])
})

it('nothing outside of the library is served or written for a file whose digest is a path', async () => {
  const { context, library } = createTestContext()
  const folder = temporaryFolder()
  writeWav(join(folder, 'outside.wav'), 1, 8000, fixtureTone)
  const trackId = addTrack(library)
  library.database.pragma('ignore_check_constraints = ON')
  const outside = relative(join(library.directory, 'features', 'peaks'), join(folder, 'outside'))
  addFile(library, trackId, join(folder, 'outside.wav'), { digest: outside, format: 'aiff' })
  expect(() => trackMediaFile(library, trackId)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  await expect(createWaveforms(context)(trackId)).rejects.toMatchObject({ code: 'forbidden' })
})
