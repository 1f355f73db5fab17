import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mfccLength } from '@shared/domain/feature-constants'
import { readFeature } from '@main/audio/feature-cache'
import { readPeaks } from '@main/audio/peaks-file'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { importAudioItemSchema, importAudioResultSchema } from '@shared/contract/workers/import-audio'
import { featuresItemSchema } from '@shared/contract/workers/features'
import { describe, expect, it } from 'vitest'
import { audioFixture, copyFixture, cutFixture, temporaryFolder, wavFile } from '../../helpers/audio-fixtures'

const builtWorkers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))
const runWorker = createRunWorker(childProcessWorkers(builtWorkers))

describe.skipIf(!existsSync(join(builtWorkers, 'features.js')))('the built audio workers', () => {
  it('import a folder, and refuse what is no folder', async () => {
    const folder = temporaryFolder()
    copyFixture('tone.ogg', join(folder, 'tone.ogg'))
    cutFixture('tone.wav', 0.5, folder)
    const items: unknown[] = []
    const result = await runWorker('import-audio', { folders: [folder] }, { onItem: (item) => items.push(item) })
    expect(importAudioResultSchema.parse(result)).toEqual({ imported: 1, unchanged: 0, setAside: 1 })
    expect(items.map((item) => importAudioItemSchema.parse(item).kind)).toEqual(['set-aside', 'file'])
    await expect(runWorker('import-audio', { folders: [join(folder, 'nowhere')] }, {})).rejects.toMatchObject({ code: 'file-missing' })
    await expect(runWorker('import-audio', { folders: 'x' }, {})).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it.skipIf(process.platform === 'win32')('import what is good beside headers that no recording has and a pipe', async () => {
    const folder = temporaryFolder()
    for (const sampleRate of [0, 1, 4]) {
      const header = { codec: 1, channels: 1, sampleRate, blockAlign: 2, bits: 16 }
      writeFileSync(join(folder, `a-${sampleRate}.wav`), wavFile(header, new Uint8Array(50_000)))
    }
    execFileSync('mkfifo', [join(folder, 'pipe.mp3')])
    copyFixture('tone.ogg', join(folder, 'tone.ogg'))
    await expect(runWorker('import-audio', { folders: [folder] }, {})).resolves.toEqual({ imported: 1, unchanged: 0, setAside: 4 })
  })

  it('make peaks', async () => {
    const cachePath = join(temporaryFolder(), 'peaks', 'tone.peaks')
    await expect(runWorker('peaks', { path: audioFixture('tone.mp3'), cachePath }, {})).resolves.toMatchObject({
      pairs: 100,
      durationSeconds: 1,
    })
    expect((await readPeaks(cachePath))?.pairs).toHaveLength(200)
    await expect(runWorker('peaks', { path: dirname(cachePath), cachePath }, {})).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('extract features', async () => {
    const items: unknown[] = []
    const payload = {
      files: [{ path: audioFixture('tone.flac'), digest: 'f'.repeat(64), startSeconds: null }],
      cacheDirectory: temporaryFolder(),
    }
    await expect(runWorker('features', payload, { onItem: (item) => items.push(item) })).resolves.toEqual({
      extracted: 1,
      cached: 0,
      setAside: 0,
    })
    const item = featuresItemSchema.parse(items[0])
    expect(await readFeature(item.kind === 'feature' ? item.featurePath : '')).toHaveLength(mfccLength)
  })

  it('stop soon after a cancel', async () => {
    const abort = new AbortController()
    const folder = temporaryFolder()
    for (let index = 0; index < 40; index += 1) copyFixture('tone.opus', join(folder, `${index}.opus`))
    const items: unknown[] = []
    const onItem = (item: unknown): void => {
      items.push(item)
      abort.abort()
    }
    await expect(runWorker('import-audio', { folders: [folder] }, { signal: abort.signal, onItem })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(items.length).toBeLessThan(40)
  })
})
