import { type LearntFromPeople, learntSchema } from '@shared/contract/learning'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useJobsStore } from '../api/stores/jobs-store'
import { useErrors } from '../ui/use-errors'

/** What the program learns from people's labels, on demand, by a job that can be cancelled; nothing is stored. */
export function useLearning() {
  const { guard } = useErrors()
  const jobs = useJobsStore()
  const learnt = shallowRef<LearntFromPeople | null>(null)
  const movesCoordinates = ref(false)
  const job = computed(() => jobs.running.find(({ kind }) => kind === 'learning') ?? null)

  /** Learns anew; what was learnt before stays where this is cancelled or fails. */
  async function learn(): Promise<void> {
    await guard(async () => {
      const { jobId } = await call('schemes.learn', { movesCoordinates: movesCoordinates.value, seed: 1 })
      const { state, value } = await jobs.whenFinished(jobId)
      if (state === 'done') learnt.value = learntSchema.parse(value)
    })
  }

  return { learnt, movesCoordinates, job, learn }
}
