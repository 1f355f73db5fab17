import type { Job } from '@shared/contract/jobs'

/** A running job that has done nothing of ten yet. */
export function jobOf(part: Partial<Job> = {}): Job {
  return {
    id: 'job',
    kind: 'features',
    title: 'Features',
    subject: null,
    state: 'running',
    done: 0,
    total: 10,
    message: '',
    secondsLeft: null,
    startedAtMs: 0,
    finishedAtMs: null,
    outcome: '',
    value: null,
    failure: null,
    ...part,
  }
}
