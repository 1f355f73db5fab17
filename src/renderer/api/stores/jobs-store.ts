import type { Job } from '@shared/contract/jobs'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { call } from '../client'
import { onAppEvent } from '../events'

type Waiter = (job: Job) => void

/** Replaces the job of the same id, or puts a new one first. */
export function withJob(jobs: readonly Job[], job: Job): Job[] {
  const known = jobs.some((other) => other.id === job.id)
  return known ? jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...jobs]
}

/** Done and total of all jobs as one share in [0, 1]; null when any of them cannot say. */
export function overallShare(jobs: readonly Job[]): number | null {
  if (jobs.length === 0 || jobs.some((job) => job.total <= 0)) return null
  return jobs.reduce((sum, job) => sum + Math.min(1, job.done / job.total), 0) / jobs.length
}

/** The jobs of this session: those that run, and those that have ended, with their results. */
export const useJobsStore = defineStore('jobs', () => {
  const jobs = shallowRef<readonly Job[]>([])
  const running = computed(() => jobs.value.filter((job) => job.state === 'running'))
  const share = computed(() => overallShare(running.value))
  const waiters = new Map<string, Waiter[]>()

  function accept(job: Job): void {
    jobs.value = withJob(jobs.value, job)
    if (job.state === 'running') return
    for (const waiter of waiters.get(job.id) ?? []) waiter(job)
    waiters.delete(job.id)
  }

  /** Resolves with the job once it is done, failed or cancelled. */
  function whenFinished(jobId: string): Promise<Job> {
    const known = jobs.value.find((job) => job.id === jobId)
    if (known && known.state !== 'running') return Promise.resolve(known)
    return new Promise((resolve) => waiters.set(jobId, [...(waiters.get(jobId) ?? []), resolve]))
  }

  async function refresh(): Promise<void> {
    for (const job of [...(await call('jobs.list', null))].reverse()) accept(job)
  }

  async function cancel(jobId: string): Promise<void> {
    await call('jobs.cancel', { jobId })
  }

  /** Takes the ended jobs off the list. */
  function forgetFinished(): void {
    jobs.value = running.value
  }

  onAppEvent('job', ({ job }) => accept(job))

  return { jobs, running, share, refresh, cancel, whenFinished, forgetFinished }
})
