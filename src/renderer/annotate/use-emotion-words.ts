import type { PlanePoint } from '@shared/domain/plane'
import type { TagMapping } from '@shared/domain/word-mapping'
import { shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** How emotion words are recognised in texts, and their points on the plane. */
export function useEmotionWords() {
  const { guard } = useErrors()
  const mapping = shallowRef<TagMapping>({ stems: { words: [], ignored: [] }, tags: [], words: [] })
  const points = shallowRef<ReadonlyMap<string, PlanePoint>>(new Map())

  async function load(): Promise<void> {
    await guard(async () => {
      const [stems, byHand, statistics] = await Promise.all([
        call('stems.list', null),
        call('tags.mapping', null),
        call('tags.words', null),
      ])
      mapping.value = { stems: { words: stems, ignored: [] }, tags: byHand.tags, words: byHand.words }
      points.value = new Map(
        statistics.flatMap(({ word, valence, arousal }) => (valence === null || arousal === null ? [] : [[word, { valence, arousal }]])),
      )
    })
  }

  onChanged(['tags'], () => void load())
  void load()
  return { mapping, points }
}
