import type { CheckedSet } from '@shared/contract/checked-sets'
import { computed, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { call } from '../api/client'
import { useErrors } from '../ui/use-errors'
import { idsOfQuery } from './queue-order'

/** A checked set whose tracks are labelled; labels from `createdAt` on (ISO 8601) were placed blind. */
export type LabelledSet = Pick<CheckedSet, 'id' | 'name' | 'createdAt'>

/**
 * Which checked set the queue holds; its id stands in the route, as `checked`.
 * @param open shows exactly the given tracks, or all that deserve a look; earlier labels than `since` do not count
 * @param goToFirst goes to the first track that waits
 */
export function useCheckedQueue(open: (trackIds: readonly number[] | null, since: string | null) => Promise<void>, goToFirst: () => void) {
  const route = useRoute()
  const router = useRouter()
  const { guard } = useErrors()
  const set = shallowRef<LabelledSet | null>(null)
  const setName = computed(() => set.value?.name ?? null)

  async function show(chosen: LabelledSet | null): Promise<void> {
    const trackIds = chosen && (await call('checked.tracks', { setId: chosen.id }))
    await open(trackIds && [...trackIds], chosen?.createdAt ?? null)
    set.value = chosen
    goToFirst()
    await router.replace({ query: chosen ? { checked: String(chosen.id) } : {} })
  }

  /** Shows the set that the route names. Returns whether it names one that is not frozen. */
  async function showOfRoute(): Promise<boolean> {
    const [id] = idsOfQuery(route.query.checked) ?? []
    const found = id === undefined ? null : (await call('checked.list', null)).find((known) => known.id === id && known.frozenAt === null)
    if (found) await show(found)
    return Boolean(found)
  }

  const label = (chosen: LabelledSet): void => void guard(() => show(chosen))
  const leave = (): void => void guard(() => show(null))
  /** Leaves a set that is labelled no longer, if the queue holds it. */
  const end = ({ id }: Pick<LabelledSet, 'id'>): void => (id === set.value?.id ? leave() : undefined)
  const forget = (): void => void (set.value = null)
  return { setName, label, leave, end, forget, showOfRoute }
}
