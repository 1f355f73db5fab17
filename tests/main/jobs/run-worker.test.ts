import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { relayedWorkers, relayWorkers } from '@main/jobs/relayed-workers'
import { createJobTable } from '@main/jobs/job-table'
import { createRunWorker } from '@main/jobs/run-worker'
import type { SpawnWorker } from '@main/jobs/worker-process'

const workersDirectory = fileURLToPath(new URL('../../fixtures/workers', import.meta.url))
const direct = childProcessWorkers(workersDirectory)

/** The same workers, started for us by "another thread". */
function relayed(): SpawnWorker {
  const far = relayWorkers(direct, (reply) => setImmediate(() => near.receive(reply)))
  const near = relayedWorkers((request) => setImmediate(() => far.receive(request)))
  return near.spawn
}

describe.each([
  ['started directly', direct],
  ['started by another thread', relayed()],
] as const)('a worker %s', (_name, spawn) => {
  const runWorker = createRunWorker(spawn)

  it('gives its result, after its progress and items', async () => {
    const seen: unknown[] = []
    const listeners = { onProgress: (progress: unknown) => seen.push(progress), onItem: (item: unknown) => seen.push(item) }
    await expect(runWorker('peaks', { behaviour: 'echo', data: new Float32Array([1, 2]) }, listeners)).resolves.toEqual({
      behaviour: 'echo',
      data: new Float32Array([1, 2]),
    })
    expect(seen).toEqual([{ done: 1, total: 2 }, 'half'])
  })

  it.each(['crash', 'kill'])('that dies (%s) is a failure that says so', async (behaviour) => {
    await expect(runWorker('peaks', { behaviour }, {})).rejects.toMatchObject({ code: 'worker-crashed' })
  })

  it('that crashes leaves its last lines in the log, under the id of its job', async () => {
    const log: string[] = []
    const table = createJobTable(
      () => {},
      (entry) => log.push(entry),
    )
    const { finished } = table.start({ kind: 'peaks', title: 'Waveform' }, async () => {
      await runWorker('peaks', { behaviour: 'crash' }, {})
      return { summary: 'Never', value: null }
    })
    const { failure } = await finished
    expect(failure).toMatchObject({ code: 'worker-crashed', message: 'The peaks worker ended with code 7 before its work was done.' })
    expect(log).toHaveLength(1)
    expect(log[0]).toContain(`[${failure?.id ?? 'no id'}] Failure: The peaks worker ended with code 7`)
    expect(log[0]).toContain('Caused by: The last lines of the peaks worker:\nfree(): invalid pointer')
  })

  it('passes on stack and causes of an unexpected failure', async () => {
    await expect(runWorker('peaks', { behaviour: 'fail unexpectedly' }, {})).rejects.toMatchObject({
      code: 'internal',
      message: 'x is not a function',
      cause: 'In the peaks worker: TypeError: x\n    at deep.js',
    })
  })

  it('that sends what is no message fails its job with what was wrong', async () => {
    await expect(runWorker('peaks', { behaviour: 'no message' }, {})).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^a message of the peaks worker \(type\): /),
    })
  })

  it.each(['onItem', 'onProgress'])('is stopped when %s throws, and its job fails with that', async (listener) => {
    const broken = new RangeError('no such track')
    const onIt = (): never => {
      throw broken
    }
    await expect(runWorker('peaks', { behaviour: 'echo' }, { [listener]: onIt })).rejects.toBe(broken)
  })

  it('passes on the failure it reports', async () => {
    await expect(runWorker('peaks', { behaviour: 'fail' }, {})).rejects.toMatchObject({ code: 'file-invalid', hint: 'Mend it.' })
  })

  it('that ignores a cancel is killed after the grace time', async () => {
    const abort = new AbortController()
    const running = runWorker(
      'peaks',
      { behaviour: 'hang' },
      { signal: abort.signal, graceMilliseconds: 50, onProgress: () => abort.abort() },
    )
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('may answer a cancel with a result', async () => {
    const abort = new AbortController()
    const running = runWorker('peaks', { behaviour: 'polite' }, { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(running).resolves.toBe('stopped in order')
  })

  it('is not started when the job was cancelled before', async () => {
    await expect(runWorker('peaks', { behaviour: 'echo' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })
})
