import type { LearntFromPeople } from '@shared/contract/learning'
import { ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'

/** What the program learns from people's labels, on demand; nothing is stored. */
export function useLearning() {
  const { guard } = useErrors()
  const learnt = shallowRef<LearntFromPeople | null>(null)
  const movesCoordinates = ref(false)
  const isBusy = ref(false)

  async function learn(): Promise<void> {
    isBusy.value = true
    await guard(async () => {
      learnt.value = await call('schemes.learn', { movesCoordinates: movesCoordinates.value, seed: 1 })
    })
    isBusy.value = false
  }

  return { learnt, movesCoordinates, isBusy, learn }
}
