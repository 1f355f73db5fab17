// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Job } from '@shared/contract/jobs'
import { useJobsStore } from '@renderer/api/stores/jobs-store'
import JobIndicator from '@renderer/app/JobIndicator.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, get, pageText, press } from '../helpers/page'

async function withJobs(jobs: readonly Job[]) {
  const api = giveWindowApi({ 'jobs.list': answer(jobs) })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useJobsStore().refresh()
  return { ...api, indicator: await mountComponent(JobIndicator, {}, { pinia }) }
}

describe('the indicator of jobs', () => {
  it('names the one that runs, with its share', async () => {
    const { indicator } = await withJobs([jobOf({ title: 'Import', done: 1, total: 4 }), jobOf({ id: 'old', state: 'done' })])
    expect(indicator.text()).toBe('Import · 25 %')
  })

  it('counts several', async () => {
    const { indicator } = await withJobs([jobOf({ id: 'a', done: 1, total: 4 }), jobOf({ id: 'b', done: 3, total: 4 })])
    expect(indicator.text()).toBe('2 jobs · 50 %')
  })

  it('lists what ended until it is cleared', async () => {
    const { indicator } = await withJobs([jobOf({ title: 'Import', state: 'done', outcome: '3 tracks imported' })])
    expect(indicator.attributes('aria-label') ?? get('.job-button').attributes('aria-label')).toBe('Jobs: none is running')
    await press('Jobs: none is running')
    expect(all('.job').map((job) => job.text())).toEqual(['Import3 tracks imported'])
    await press('Clear finished')
    expect(pageText()).toContain('Nothing is running.')
  })
})
