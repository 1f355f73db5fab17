import type { LabelVersion } from '@shared/contract/labels'
import type { LabelPair } from '@shared/domain/label-moves'
import { movedTracks } from '@shared/domain/label-preview'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'

/**
 * What the active version's scheme would give from the tags as they are now, beside what the version gave: the mapping, the lexicon or
 * the tags may have changed since.
 * `pair`: null while that is not known, and without an active version; `outdated`: how many tracks would get another label, lose theirs
 * or get one.
 */
export function useVersionToday(activeVersion: Readonly<Ref<LabelVersion | null>>) {
  const pair = shallowRef<LabelPair | null>(null)
  const outdated = computed(() => (pair.value ? countChanged(pair.value) : 0))
  let asked = 0

  async function read(): Promise<void> {
    asked += 1
    const own = asked
    const version = activeVersion.value
    const found = version ? await pairOf(version) : null
    if (own === asked) pair.value = found
  }

  watch(activeVersion, () => void read(), { immediate: true })
  onChanged(['tags'], () => void read())
  return { pair, outdated }
}

/** Null where there is nothing to compare, such as when no tag stands for a word any more. */
async function pairOf({ id, scheme }: LabelVersion): Promise<LabelPair | null> {
  try {
    return await call('labels.pair', { before: { versionId: id }, after: { scheme } })
  } catch {
    return null
  }
}

function countChanged({ before, after }: LabelPair): number {
  const { moved, lost, gained } = movedTracks(before, after)
  return moved + lost + gained
}
