// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import JobEntry from '@renderer/jobs/JobEntry.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

async function entryOf(part: Parameters<typeof jobOf>[0]) {
  const { calls } = giveWindowApi({ 'jobs.cancel': answer(null) })
  return { calls, entry: await mountComponent(JobEntry, { job: jobOf(part) }) }
}

describe('a job of the list', () => {
  it('shows how far it is, how long it takes and what it does, and can be cancelled', async () => {
    const { entry, calls } = await entryOf({ done: 1200, total: 4800, secondsLeft: 90, message: 'a.mp3' })
    expect(entry.get('.detail').text()).toMatch(/^1,200 of 4,800 · .+ · a\.mp3$/u)
    expect(entry.get('[role=progressbar]').attributes('aria-valuenow')).toBe('25')
    await press('Cancel')
    expect(calls).toEqual([{ name: 'jobs.cancel', argument: { jobId: 'job' } }])
  })

  it('shows no share while its total is unknown', async () => {
    const { entry } = await entryOf({ total: 0, message: 'Looking for files' })
    expect(entry.get('.detail').text()).toBe('Looking for files')
    expect(entry.get('[role=progressbar]').attributes('aria-valuenow')).toBeUndefined()
  })

  it.each([
    [{ state: 'done', outcome: '40 tracks imported' }, '40 tracks imported'],
    [{ state: 'done' }, 'Done'],
    [{ state: 'cancelled' }, 'Cancelled'],
    [{ state: 'failed', failure: { code: 'not-found', message: 'The folder is gone.', hint: '' } }, 'The folder is gone.'],
  ] as const)('says what came of it: %s', async (part, text) => {
    const { entry } = await entryOf(part)
    expect(entry.get('.detail').text()).toBe(text)
    expect(entry.find('button').exists()).toBe(false)
    expect(entry.get('.detail').classes('failed')).toBe(part.state === 'failed')
  })
})
