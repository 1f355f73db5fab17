import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { childProcessWorkers } from '@main/jobs/child-process-workers'
import { createRunWorker } from '@main/jobs/run-worker'
import { workerArguments } from '@main/jobs/worker-arguments'

const workers = childProcessWorkers(fileURLToPath(new URL('../../fixtures/workers', import.meta.url)))

describe('arguments of Node for workers', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('are those of the program without its inspector, then those asked for', () => {
    const asked = { CIRCUMPLEX_WORKER_ARGUMENTS: ' --inspect-brk=9240  --cpu-prof ' }
    expect(workerArguments(asked, ['--inspect-brk=9229', '--max-old-space-size=4096', '--inspect'])).toEqual([
      '--max-old-space-size=4096',
      '--inspect-brk=9240',
      '--cpu-prof',
    ])
    expect(workerArguments({}, [])).toEqual([])
  })

  it('reach a worker', async () => {
    vi.stubEnv('CIRCUMPLEX_WORKER_ARGUMENTS', '--title=under-inspection')
    await expect(createRunWorker(workers)('peaks', { behaviour: 'title' }, {})).resolves.toBe('under-inspection')
  })
})
