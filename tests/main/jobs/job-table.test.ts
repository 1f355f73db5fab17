import { describe, expect, it } from 'vitest'
import { createJobTable } from '@main/jobs/job-table'
import type { Job } from '@shared/contract/jobs'
import { Failure } from '@shared/domain/failure'

describe('the job table', () => {
  it('follows a job from its start to its outcome, with the time left', async () => {
    const changes: Job[] = []
    let clock = 1000
    const table = createJobTable(
      (job) => changes.push(job),
      () => {},
      () => clock,
    )
    const { id } = table.start({ kind: 'peaks', title: 'Waveform' }, async ({ progress }) => {
      clock += 4000
      progress({ done: 1, total: 3 })
      return { summary: 'One waveform', value: 1 }
    })
    const job = await table.whenFinished(id)
    expect(job).toMatchObject({ state: 'done', outcome: 'One waveform', value: 1, secondsLeft: null })
    expect(changes.map((change) => [change.state, change.secondsLeft])).toEqual([
      ['running', null],
      ['running', 8],
      ['done', null],
    ])
  })

  it('keeps why a job failed', async () => {
    const table = createJobTable(
      () => {},
      () => {},
    )
    const { id } = table.start({ kind: 'features', title: 'Features' }, () =>
      Promise.reject(new Failure('disk-full', 'No space.', 'Free some.')),
    )
    expect(await table.whenFinished(id)).toMatchObject({ state: 'failed', failure: { code: 'disk-full', hint: 'Free some.' } })
  })

  it('cancels a running job once, and none that has ended', async () => {
    const table = createJobTable(
      () => {},
      () => {},
    )
    const { id } = table.start(
      { kind: 'features', title: 'Features' },
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Failure('cancelled', 'Cancelled.', '')))
        }),
    )
    expect(table.cancel(id)).toBe(true)
    expect(await table.whenFinished(id)).toMatchObject({ state: 'cancelled' })
    expect(table.cancel(id)).toBe(false)
  })

  it('counts work as cancelled that only asks its signal', async () => {
    const table = createJobTable(
      () => undefined,
      () => undefined,
    )
    const { id, finished } = table.start({ kind: 'features', title: 'Features' }, async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      signal.throwIfAborted()
      return { summary: '', value: null }
    })
    table.cancel(id)
    expect(await finished).toMatchObject({ state: 'cancelled', failure: { code: 'cancelled', message: '“Features” was cancelled.' } })
  })

  it('ends the jobs, too, that start while all are being ended', async () => {
    const table = createJobTable(
      () => {},
      () => {},
    )
    const untilAborted = (signal: AbortSignal, done: () => void): Promise<never> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          done()
          reject(new Failure('cancelled', 'Cancelled.', ''))
        })
      })
    const startLate = (): void => void table.start({ kind: 'peaks', title: 'Late' }, ({ signal }) => untilAborted(signal, () => undefined))
    table.start({ kind: 'peaks', title: 'Early' }, ({ signal }) => untilAborted(signal, startLate))
    await table.cancelAll()
    expect(table.list().map(({ title, state }) => [title, state])).toEqual([
      ['Early', 'cancelled'],
      ['Late', 'cancelled'],
    ])
  })

  it('knows no job of a foreign id', async () => {
    expect(
      await createJobTable(
        () => {},
        () => {},
      ).whenFinished('nobody'),
    ).toBeNull()
  })
})
