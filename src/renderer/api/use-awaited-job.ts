import type { StartedJob } from '@shared/contract/jobs'
import { computed, ref } from 'vue'
import type { z } from 'zod'
import { useJobsStore } from './stores/jobs-store'

/** A job that a dialog waits for; while it runs, `job` shows how far it is. */
export function useAwaitedJob() {
  const jobs = useJobsStore()
  const jobId = ref<string | null>(null)
  const job = computed(() => jobs.running.find(({ id }) => id === jobId.value) ?? null)

  /** Waits for a job's value; null where it was cancelled, or failed, which the window says by itself. */
  async function valueOf<Value>(started: StartedJob, schema: z.ZodType<Value>): Promise<Value | null> {
    jobId.value = started.jobId
    const { state, value } = await jobs.whenFinished(started.jobId)
    jobId.value = null
    return state === 'done' ? schema.parse(value) : null
  }

  return { job, valueOf }
}
