// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { type Ref, ref } from 'vue'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { useAnnotatedTrack } from '@renderer/annotate/use-annotated-track'
import { useExcerpts } from '@renderer/annotate/use-excerpts'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { inComponent } from '../helpers/in-component'
import { openLibraryApi } from '../helpers/library-api'

const trackSeconds = 60

async function start(rule: Ref<ExcerptRule> = ref(defaultExcerptRule)) {
  const { trackIds } = openLibraryApi(2, { audio: true })
  const chosenId = ref<number | null>(null)
  const work = await inComponent(() => {
    const { details, reload } = useAnnotatedTrack()
    const excerpts = useExcerpts(details, chosenId, rule, reload)
    useSelectionStore().focus(trackIds[0] ?? null)
    return { details, excerpts }
  })
  await flushPromises()
  const ranges = (): (readonly number[])[] =>
    (work.details.value?.excerpts ?? []).map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])
  return { ...work, chosenId, ranges }
}

describe('excerpts', () => {
  it('are made at a position, inside the track, and chosen', async () => {
    const { excerpts, details, chosenId, ranges } = await start()
    await excerpts.createAt(50, trackSeconds)
    await flushPromises()
    expect(ranges()).toEqual([[0, trackSeconds]])
    expect(chosenId.value).toBe(details.value?.excerpts[0]?.id)
  })

  it('are as long as the rule that is drawn', async () => {
    const { excerpts, ranges } = await start(ref({ lengthSeconds: 8, segmentSeconds: 1, keptSegmentSeconds: 1 }))
    await excerpts.createAt(20, trackSeconds)
    await excerpts.createAt(59, trackSeconds)
    expect(ranges()).toEqual([
      [20, 28],
      [52, 60],
    ])
  })

  it('are chosen instead of made twice', async () => {
    const { excerpts, chosenId, ranges } = await start()
    await excerpts.createAt(0, trackSeconds)
    const first = chosenId.value
    chosenId.value = null
    await excerpts.createAt(0, trackSeconds)
    await flushPromises()
    expect(ranges()).toHaveLength(1)
    expect(chosenId.value).toBe(first)
  })

  it('are deleted', async () => {
    const { excerpts, chosenId, ranges } = await start()
    await excerpts.createAt(0, trackSeconds)
    await excerpts.remove(chosenId.value ?? 0)
    await flushPromises()
    expect(ranges()).toEqual([])
  })
})
