import type { ChannelResult } from '@shared/contract/channels'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

type RawTag = ChannelResult<'tags.raw'>[number]
type WordStems = ChannelResult<'stems.list'>[number]

/** Tags that contain the text and, on request, only those that no word takes; most frequent first. */
export function filterRawTags(tags: readonly RawTag[], search: string, onlyUnmapped: boolean): RawTag[] {
  const wanted = search.trim().toLowerCase()
  return tags
    .filter(
      (tag) => (!onlyUnmapped || tag.word === null) && (wanted === '' || `${tag.tag} ${tag.word ?? ''}`.toLowerCase().includes(wanted)),
    )
    .sort((one, other) => other.count - one.count)
}

/** Social tags as people wrote them, and the stems that map them to emotion words. */
export function useRawTags() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const tags = shallowRef<readonly RawTag[]>([])
  const words = shallowRef<readonly WordStems[]>([])
  const search = ref('')
  const onlyUnmapped = ref(false)
  const shown = computed(() => filterRawTags(tags.value, search.value, onlyUnmapped.value))

  async function load(): Promise<void> {
    await guard(async () => {
      const [rawTags, stems] = await Promise.all([call('tags.raw', null), call('stems.list', null)])
      tags.value = rawTags
      words.value = stems
    })
  }

  async function setStems(word: string, stems: readonly string[]): Promise<void> {
    const tidy = [...new Set(stems.map((stem) => stem.trim().toLowerCase()).filter(Boolean))]
    await guard(async () => {
      const { remappedTags } = await call(
        'stems.set',
        words.value.map((own) => (own.word === word ? { word, stems: tidy } : own)),
      )
      show(`${countOf(remappedTags, 'tag')} mapped anew.`)
      await load()
    })
  }

  onChanged(['tags'], () => void load())
  void load()
  return { shown, words, search, onlyUnmapped, setStems }
}
