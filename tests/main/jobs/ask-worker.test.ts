import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { askWorker } from '@main/jobs/ask-worker'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker, type RunWorker } from '@main/jobs/run-worker'
import { parseWith } from '@shared/contract/result'
import { z } from 'zod'

const workersDirectory = fileURLToPath(new URL('../../fixtures/workers', import.meta.url))
const realWorker = createRunWorker(childProcessWorkers(workersDirectory))

/** The fixture worker, which is asked for a behaviour instead of peaks. */
const behaving =
  (behaviour: string): RunWorker =>
  (kind, _payload, listeners) =>
    realWorker(kind, { behaviour }, listeners)

const payload = { path: '/song.wav', cachePath: '/song.peaks' }

describe('a worker that is asked', () => {
  it('gives a result that fits its contract', async () => {
    await expect(askWorker(behaving('work'), 'peaks', { payload })).resolves.toMatchObject({ pairs: 100, durationSeconds: 1 })
  })

  it('fails its job by a result that does not fit, naming the field', async () => {
    await expect(askWorker(behaving('wrong result'), 'peaks', { payload })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^the result of the peaks worker \(durationSeconds\): .*NaN/),
    })
  })

  it('fails its job by an item that does not fit', async () => {
    await expect(askWorker(behaving('unexpected item'), 'peaks', { payload })).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^an item of the peaks worker: /),
    })
  })

  it('gives items to the listener as its contract has them', async () => {
    const items: unknown[] = []
    const sends: RunWorker = (_kind, _payload, { onItem }) => {
      onItem?.({ kind: 'set-aside', path: '/a.wav', code: 'file-invalid', reason: 'silent', hint: 'Leave it.' })
      return Promise.resolve({ extracted: 0, cached: 0, setAside: 1 })
    }
    const onItem = (item: unknown): void => void items.push(parseWith(z.object({ reason: z.string() }), item, 'the item'))
    await askWorker(sends, 'features', { payload: { files: [], cacheDirectory: '/cache' }, onItem })
    expect(items).toEqual([{ reason: 'silent' }])
  })
})
