import type { EmotionStems } from '@shared/domain/tag-mapping'
import type { PlanePoint } from '@shared/domain/plane'
import { shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { useErrors } from '../ui/use-errors'

/** How emotion words are recognised in texts, and their points on the plane. */
export function useEmotionWords() {
  const { guard } = useErrors()
  const stems = shallowRef<EmotionStems>({ words: [], ignored: [] })
  const points = shallowRef<ReadonlyMap<string, PlanePoint>>(new Map())

  async function load(): Promise<void> {
    await guard(async () => {
      const [words, statistics] = await Promise.all([call('stems.list', null), call('tags.words', null)])
      stems.value = { words, ignored: [] }
      points.value = new Map(
        statistics.flatMap(({ word, valence, arousal }) => (valence === null || arousal === null ? [] : [[word, { valence, arousal }]])),
      )
    })
  }

  onChanged(['tags'], () => void load())
  void load()
  return { stems, points }
}
