import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Progress } from '@shared/contract/worker-messages'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { decodeSafetensors } from '@main/network/safetensors'
import { buildVocabulary, readVocabulary, writeVocabulary } from '@main/text/vocabulary'
import { temporaryFolder } from '../../helpers/library'

const builtWorkers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))
const runWorker = createRunWorker(childProcessWorkers(builtWorkers))

function payloadOf(content: string) {
  const folder = temporaryFolder()
  const payload = {
    path: join(folder, 'vectors.txt'),
    wantedPath: join(folder, 'wanted.json'),
    vocabularyPath: join(folder, 'vocabulary.json'),
    vectorsPath: join(folder, 'embedding.safetensors'),
  }
  writeFileSync(payload.path, content)
  writeVocabulary(payload.wantedPath, buildVocabulary([['rain', 'love', 'love', 'unheard']]))
  return payload
}

describe.skipIf(!existsSync(join(builtWorkers, 'import-vectors.js')))('the built worker that imports word vectors', () => {
  it('writes the words that it found and their vectors, and reports how far it is', async () => {
    const payload = payloadOf('rain 3 4\nloving 5 6\n')
    const progressSeen: Progress[] = []
    await expect(runWorker('import-vectors', payload, { onProgress: (progress) => progressSeen.push(progress) })).resolves.toEqual({
      words: 2,
      size: 2,
    })
    expect(readVocabulary(payload.vocabularyPath)).toMatchObject({ words: ['love', 'rain'], counts: [2, 1] })
    expect([...(decodeSafetensors(readFileSync(payload.vectorsPath), 'vectors').weights.get('embedding')?.data ?? [])]).toEqual([
      0, 0, 5, 6, 3, 4,
    ])
    expect(progressSeen).toEqual([{ done: 20, total: 20, message: 'Reading vectors.txt' }])
  })

  it('answers with what is wrong, and leaves no files', async () => {
    const payload = payloadOf('love 1 2\nrain 1\n')
    await expect(runWorker('import-vectors', payload, {})).rejects.toMatchObject({ code: 'file-invalid' })
    await expect(runWorker('import-vectors', { ...payload, path: join(payload.path, '..', 'none') }, {})).rejects.toMatchObject({
      code: 'file-missing',
    })
    expect([payload.vectorsPath, payload.vocabularyPath].filter(existsSync)).toEqual([])
  })

  it('stops in the midst of a long file', async () => {
    const payload = payloadOf(`love 1 2\n${'filler 0.25 0.5\n'.repeat(3_000_000)}`)
    const abort = new AbortController()
    const progressSeen: Progress[] = []
    const onProgress = (progress: Progress): void => {
      progressSeen.push(progress)
      abort.abort()
    }
    await expect(runWorker('import-vectors', payload, { signal: abort.signal, onProgress })).rejects.toMatchObject({ code: 'cancelled' })
    expect(progressSeen.at(-1)?.done).toBeLessThan(progressSeen[0]?.total ?? 0)
    expect(existsSync(payload.vectorsPath)).toBe(false)
  })
})
