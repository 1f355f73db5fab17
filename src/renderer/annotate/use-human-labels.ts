import type { HumanLabel } from '@shared/contract/labels'
import { shallowRef, watch } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/**
 * The labels by people that some tracks have now, asked again whenever labels change: what was undone is no longer among them, whoever
 * undid it.
 * @param trackIds the tracks, reactive
 */
export function useHumanLabels(trackIds: () => readonly number[]) {
  const { guard } = useErrors()
  const labels = shallowRef<readonly HumanLabel[]>([])
  let requests = 0

  async function refresh(): Promise<void> {
    requests += 1
    const request = requests
    const asked = [...trackIds()]
    const found = asked.length > 0 ? await guard(() => call('labels.ofPeople', { trackIds: asked })) : []
    if (found && request === requests) labels.value = found
  }

  watch(trackIds, () => void refresh(), { immediate: true })
  onChanged(['labels', 'tracks'], () => void refresh())
  return labels
}
