import type { ChannelArgument } from '@shared/contract/channels'
import { type Comparison, comparisonSubject } from '@shared/contract/comparison'
import { asFailure } from '@shared/domain/failure'
import { refDebounced } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call } from '../../api/client'
import { onChanged } from '../../api/events'
import { useJobsStore } from '../../api/stores/jobs-store'
import { useErrors } from '../../ui/use-errors'

/** What is to be compared. */
export type WantedComparison = ChannelArgument<'runs.compare'>

/** Said of a comparison that somebody broke off. */
export const cancelled = 'The comparison was cancelled.'

/**
 * A comparison that follows what is wanted; older answers are dropped.
 * @param wanted null: nothing is compared
 * @param waitMs how long a choice must rest
 */
export function useComparison(wanted: () => WantedComparison | null, waitMs = 150) {
  const comparison = shallowRef<Comparison | null>(null)
  const problem = ref<string | null>(null)
  const isBusy = ref(false)
  const asked = computed(() => JSON.stringify(wanted()))
  const settled = refDebounced(asked, waitMs)
  const jobs = useJobsStore()
  const { guard } = useErrors()
  /** What takes long says how far it is. */
  const job = computed(() => jobs.running.find(({ kind, subject }) => kind === 'comparison' && subject === comparisonSubject) ?? null)
  let latest = 0

  async function cancel(): Promise<void> {
    const id = job.value?.id
    if (id !== undefined) await guard(() => jobs.cancel(id))
  }

  async function compare(): Promise<void> {
    const own = (latest += 1)
    const request = wanted()
    if (request === null) {
      comparison.value = null
      problem.value = null
      return
    }
    isBusy.value = true
    try {
      // What was asked before is not wanted any more.
      await cancel()
      const found = await call('runs.compare', request)
      if (own !== latest) return
      comparison.value = found
      problem.value = null
    } catch (error) {
      if (own !== latest) return
      const { code, message, hint } = asFailure(error)
      comparison.value = null
      problem.value = code === 'cancelled' ? cancelled : `${message} ${hint}`
    } finally {
      if (own === latest) isBusy.value = false
    }
  }

  watch(settled, compare, { immediate: true })
  onChanged(['runs'], () => void compare())
  // Nobody looks at it any more.
  onScopeDispose(() => void cancel())
  return { comparison, problem, isBusy, job, cancel, again: compare }
}
