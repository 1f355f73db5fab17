import type { ReasonWeights, ReviewReason } from '@shared/domain/unreliability/reasons'
import { shallowRef } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** How far each reason counts in this library; what is changed is kept at once. */
export function useQueueWeights() {
  const { guard } = useErrors()
  const weights = shallowRef<ReasonWeights>({})
  void guard(async () => (weights.value = await call('queue.weights', null)))

  /** Keeps a weight in [0, 2]. */
  async function set(reason: ReviewReason, weight: number): Promise<void> {
    weights.value = { ...weights.value, [reason]: weight }
    await guard(() => call('queue.setWeights', weights.value))
  }

  /** Lets every reason count 1 again. */
  async function reset(): Promise<void> {
    weights.value = {}
    await guard(() => call('queue.setWeights', {}))
  }

  return { weights, set, reset }
}
