import type { ChannelArgument, ChannelName, ChannelResult } from '@shared/contract/channels'
import { computed, ref, shallowRef } from 'vue'
import { call } from '../api/client'
import { onChanged } from '../api/events'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import { rawTagRows } from './raw-tag-rows'

type MappingChange = Extract<
  ChannelName,
  'tags.map' | 'tags.mapEach' | 'tags.unmap' | 'tags.mergeWord' | 'tags.renameWord' | 'tags.restoreWord'
>

const mappingFiles = [{ name: 'Mapping of tags', extensions: ['json'] }]
const nothing: ChannelResult<'tags.mapping'> = { tags: [], words: [], present: [] }

/** Raw tags, how they become words, and all that changes it; every change can be undone from the line that names it. */
export function useTagMapping() {
  const { guard } = useErrors()
  const { show } = useToasts()
  const tags = shallowRef<ChannelResult<'tags.raw'>>([])
  const stems = shallowRef<ChannelResult<'stems.list'>>([])
  const mapping = shallowRef(nothing)
  const suggestions = shallowRef<ChannelResult<'tags.suggest'>>([])
  const isBusy = ref(false)
  const isLoaded = ref(false)
  const rows = computed(() => rawTagRows(tags.value, mapping.value.tags, suggestions.value))
  /** Whether it is known that the library has no tags. */
  const isEmpty = computed(() => isLoaded.value && tags.value.length === 0)

  /** Suggestions take longer in a large library, so the list does not wait for them. */
  async function load(): Promise<void> {
    await guard(async () => {
      ;[tags.value, stems.value, mapping.value] = await Promise.all([
        call('tags.raw', null),
        call('stems.list', null),
        call('tags.mapping', null),
      ])
      isLoaded.value = true
      suggestions.value = await call('tags.suggest', null)
    })
  }

  async function during<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
    isBusy.value = true
    const value = await guard(work)
    isBusy.value = false
    return value
  }

  /** @returns whether it was done */
  async function change<Name extends MappingChange>(name: Name, argument: ChannelArgument<Name>): Promise<boolean> {
    return (await during(() => call(name, argument))) !== undefined
  }

  async function setStems(word: string, given: readonly string[]): Promise<void> {
    const tidy = [...new Set(given.map((stem) => stem.trim().toLowerCase()).filter(Boolean))]
    await during(() =>
      call(
        'stems.set',
        stems.value.map((own) => (own.word === word ? { word, stems: tidy } : own)),
      ),
    )
  }

  async function exportMapping(): Promise<void> {
    await during(async () => {
      const path = await call('app.chooseSave', { title: 'Mapping of tags', defaultName: 'tag-mapping.json', filters: mappingFiles })
      if (!path) return
      const written = await call('tags.exportMapping', { path })
      show(`${countOf(written.tags, 'tag')} and ${countOf(written.words, 'word')} written to ${written.path}.`)
    })
  }

  async function importMapping(): Promise<void> {
    await during(async () => {
      const path = await call('app.chooseFile', { title: 'Choose a mapping of tags', filters: mappingFiles })
      if (path) await call('tags.importMapping', { path })
    })
  }

  onChanged(['tags'], () => void load())
  void load()
  return { rows, isEmpty, stems, mapping, isBusy, change, setStems, exportMapping, importMapping }
}
