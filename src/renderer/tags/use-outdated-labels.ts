import type { LabelVersion } from '@shared/contract/labels'
import { movedTracks } from '@shared/domain/label-preview'
import { ref, watch, type Ref } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'

/**
 * How many tracks would get another label, lose theirs or get one if the active version's scheme were applied to the tags as they are now:
 * the mapping, the lexicon or the tags may have changed since. Null while that is not known, and without an active version.
 */
export function useOutdatedLabels(activeVersion: Readonly<Ref<LabelVersion | null>>): Readonly<Ref<number | null>> {
  const outdated = ref<number | null>(null)
  let asked = 0

  async function count(): Promise<void> {
    asked += 1
    const own = asked
    const version = activeVersion.value
    const found = version ? await changedBy(version) : null
    if (own === asked) outdated.value = found
  }

  watch(activeVersion, () => void count(), { immediate: true })
  onChanged(['tags'], () => void count())
  return outdated
}

/** Null where it cannot be said, such as when no tag stands for a word any more. */
async function changedBy({ id, scheme }: LabelVersion): Promise<number | null> {
  try {
    const { before, after } = await call('labels.pair', { before: { versionId: id }, after: { scheme } })
    const { moved, lost, gained } = movedTracks(before, after)
    return moved + lost + gained
  } catch {
    return null
  }
}
