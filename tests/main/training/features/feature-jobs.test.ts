import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { insertExcerpt } from '@main/store/excerpts'
import { createTrack } from '@main/store/tracks'
import { createTrainingHandlers } from '@main/training/runs/training-handlers'
import { writeWav } from '../../../helpers/audio-fixtures'
import { createTestContext } from '../../../helpers/service-context'
import { addShortSongs } from '../../../helpers/short-songs'
import { addFile } from '../../../helpers/track'
import { trainingWorkers } from '../../../helpers/training-workers'

function studioOf(songs: number) {
  const test = createTestContext({ runWorker: trainingWorkers() })
  addShortSongs(test.library, songs)
  return { ...test, handlers: createTrainingHandlers(test.context) }
}

describe('features', () => {
  it('are extracted once, counted, exported as NumPy files and cleared', async () => {
    const test = studioOf(3)
    const finished = async (jobId: string) => (await test.context.jobs.whenFinished(jobId))?.value
    expect(await finished((await test.handlers['features.extract']({ filter: {} })).jobId)).toEqual({
      extracted: 3,
      cached: 0,
      setAside: [],
    })
    expect(await finished((await test.handlers['features.extract']({ filter: {} })).jobId)).toEqual({
      extracted: 0,
      cached: 3,
      setAside: [],
    })
    expect(await test.handlers['features.cache'](null)).toEqual({ files: 3, bytes: 3 * 20 * 1502 * 4 })
    const directory = join(test.library.directory, 'out')
    const rows = (await finished((await test.handlers['features.export']({ directory })).jobId)) as {
      path: string
      npy: string
      startSeconds: number
    }[]
    expect(rows.map(({ startSeconds }) => startSeconds)).toEqual([0, 0, 0])
    const npy = readFileSync(rows[0]?.npy ?? '')
    expect(npy.subarray(1, 6).toString()).toBe('NUMPY')
    expect(npy.length).toBe(128 + 20 * 1502 * 4)
    expect(npy.subarray(10, 128).toString()).toContain(`'descr': '<f4', 'fortran_order': False, 'shape': (20, 1502,)`)
    expect(await test.handlers['features.clear'](null)).toEqual({ files: 0, bytes: 0 })
  })

  it('are those of the middle, whatever excerpts people draw later, so that they are what a dataset of middles reads', async () => {
    const test = studioOf(0)
    const path = join(test.library.directory, 'long.wav')
    const trackId = createTrack(test.library.database, { title: 'Long' }, new Date(0))
    writeWav(path, 40, 8000, (seconds) => Math.sin(2 * Math.PI * (200 + 10 * seconds) * seconds))
    addFile(test.library, trackId, path, { durationSeconds: 40, digest: 'a'.repeat(64) })
    insertExcerpt(test.library.database, trackId, { startSeconds: 1, endSeconds: 9 }, '2026')
    const directory = join(test.library.directory, 'out')
    const excerptRule = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    const { jobId } = await test.handlers['features.export']({ directory, excerptRule })
    expect((await test.context.jobs.whenFinished(jobId))?.value).toMatchObject([{ startSeconds: 15 }])
  })

  it('are refused where there is no audio', () => {
    const test = studioOf(0)
    expect(() => test.handlers['features.extract']({ filter: {} })).toThrow(/has audio/)
  })

  it('are those of the excerpts that are asked for: their width follows the rule, and each rule has its own in the cache', async () => {
    const test = studioOf(2)
    const excerptRule = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    const finished = async (jobId: string) => (await test.context.jobs.whenFinished(jobId))?.value
    await finished((await test.handlers['features.extract']({ filter: {} })).jobId)
    const value = await finished((await test.handlers['features.extract']({ filter: {}, excerptRule })).jobId)
    expect(value).toEqual({ extracted: 2, cached: 0, setAside: [] })
    const { frameCount } = shapeOfRule(excerptRule)
    expect(frameCount).toBe(Math.ceil((10 * 22_050) / 661))
    expect(await test.handlers['features.cache'](null)).toEqual({ files: 4, bytes: 2 * 20 * (1502 + frameCount) * 4 })
    const directory = join(test.library.directory, 'short')
    const rows = await finished((await test.handlers['features.export']({ directory, excerptRule })).jobId)
    const [first] = z.array(z.object({ npy: z.string() })).parse(rows)
    const npy = readFileSync(first?.npy ?? '')
    expect(npy.subarray(10, 128).toString()).toContain(`'shape': (20, ${frameCount},)`)
    expect(npy.length).toBe(128 + 20 * frameCount * 4)
  })
})
