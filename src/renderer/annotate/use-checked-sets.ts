import type { CheckedSet } from '@shared/contract/checked-sets'
import type { ChannelArgument } from '@shared/contract/channels'
import { ref, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/**
 * The checked sets of the library while their dialog is open, and what can be done to them.
 * @param ended is called with a set that is labelled no longer, because it was frozen or deleted
 */
export function useCheckedSets(isOpen: Ref<boolean>, ended: (set: CheckedSet) => void) {
  const { guard } = useErrors()
  const { show } = useToasts()
  const sets = shallowRef<readonly CheckedSet[]>([])
  const isLoaded = ref(false)
  const isBusy = ref(false)
  /** What was decided when the last set was drawn. */
  const notes = shallowRef<readonly string[]>([])

  async function refresh(): Promise<void> {
    await guard(async () => (sets.value = await call('checked.list', null)))
    isLoaded.value = true
  }

  /** Draws a set. Returns whether it was made. */
  async function create(wanted: ChannelArgument<'checked.create'>): Promise<boolean> {
    isBusy.value = true
    const made = await guard(() => call('checked.create', wanted))
    isBusy.value = false
    if (!made) return false
    notes.value = [`Drew ${made.set.tracks} tracks for “${made.set.name}”.`, ...made.notes]
    await refresh()
    return true
  }

  async function freeze(set: CheckedSet): Promise<void> {
    await guard(async () => {
      const { name, labelled, tracks } = await call('checked.freeze', { setId: set.id })
      ended(set)
      show(`Froze “${name}” with the labels of ${labelled} of ${tracks} tracks.`)
    })
    await refresh()
  }

  async function remove(set: CheckedSet): Promise<void> {
    await guard(async () => {
      await call('checked.delete', { setId: set.id })
      ended(set)
      show(`Deleted the checked set “${set.name}”; the labels of its tracks stay.`)
    })
    await refresh()
  }

  watch(isOpen, (open) => {
    if (!open) return
    notes.value = []
    void refresh()
  })
  onChanged(['labels'], () => void (isOpen.value && refresh()))
  return { sets, isLoaded, isBusy, notes, create, freeze, remove }
}
