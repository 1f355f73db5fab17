import type { Backbone } from '@shared/contract/backbones'
import { onMounted, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** The library's backbones, the newest first. */
export function useBackbones() {
  const { guard } = useErrors()
  const backbones = shallowRef<readonly Backbone[]>([])

  async function refresh(): Promise<void> {
    backbones.value = await call('backbones.list', null)
  }

  onMounted(() => void guard(refresh))
  onChanged(['backbones', 'library'], () => void guard(refresh))
  return { backbones }
}
