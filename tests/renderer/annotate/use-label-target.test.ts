// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useAnnotatedTrack } from '@renderer/annotate/use-annotated-track'
import { useLabelTarget } from '@renderer/annotate/use-label-target'
import { call } from '@renderer/api/client'
import { changeLibrary } from '@renderer/api/library-change'
import { savePending } from '@renderer/api/pending-changes'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { inComponent } from '../helpers/in-component'
import { openLibraryApi } from '../helpers/library-api'

const up = { valence: 0, arousal: 0.5 }

async function start() {
  const opened = openLibraryApi(2, { audio: true })
  const placed: string[] = []
  const isTurning = ref(false)
  const work = await inComponent(() => {
    const { details } = useAnnotatedTrack()
    const label = useLabelTarget(details, isTurning, (_, title) => placed.push(title))
    return { label, details, selection: useSelectionStore() }
  })
  const show = async (index: number): Promise<void> => {
    work.selection.focus(opened.trackIds[index] ?? null)
    await flushPromises()
  }
  await show(0)
  return { ...opened, ...work, placed, isTurning, show }
}

describe('what is labelled', () => {
  it('is the whole track, then the chosen excerpt, each with a label of its own', async () => {
    const { label, trackIds, humanLabels, placed } = await start()
    const { id } = await call('excerpts.create', { trackId: trackIds[0] ?? 0, startSeconds: 0, endSeconds: 10 })
    label.place(up)
    await flushPromises()
    label.excerptId.value = id
    await flushPromises()
    expect(label.placement.value).toBeNull()
    label.place({ valence: -1, arousal: 0 })
    await flushPromises()
    expect(humanLabels(trackIds[0] ?? 0).map(({ excerptId, valence }) => [excerptId, valence])).toEqual([
      [id, -1],
      [null, 0],
    ])
    label.excerptId.value = null
    await flushPromises()
    expect(label.placement.value).toEqual(up)
    expect(placed).toEqual(['Song 1', 'Song 1'])
  })

  it('is the whole track again when the chosen excerpt is gone', async () => {
    const { label, trackIds } = await start()
    const { id } = await call('excerpts.create', { trackId: trackIds[0] ?? 0, startSeconds: 0, endSeconds: 10 })
    await flushPromises()
    label.excerptId.value = id
    await call('excerpts.delete', { excerptId: id })
    await flushPromises()
    expect(label.excerptId.value).toBeNull()
  })

  it('is nothing while another track is on its way', async () => {
    const { label, isTurning, humanLabels, trackIds } = await start()
    isTurning.value = true
    label.place(up)
    label.move(up)
    await flushPromises()
    expect(label.target.value).toBeNull()
    expect(humanLabels(trackIds[0] ?? 0)).toEqual([])
  })
})

describe('a label that is taken back', () => {
  it('is gone, also when it was placed a moment before and is not saved yet', async () => {
    const { label, humanLabels, trackIds } = await start()
    label.move(up)
    await label.withdraw()
    await flushPromises()
    expect(label.placement.value).toBeNull()
    expect(humanLabels(trackIds[0] ?? 0)[0]).toMatchObject({ valence: null })
  })

  it('needs a label', async () => {
    const { label, api } = await start()
    await label.withdraw()
    expect(api.calls.some(({ name }) => name === 'labels.withdraw')).toBe(false)
  })
})

describe('a label that is not saved yet', () => {
  it('is saved into its library before another one opens', async () => {
    const { label, humanLabels, trackIds } = await start()
    label.move(up)
    await savePending()
    expect(humanLabels(trackIds[0] ?? 0)).toMatchObject([up])
  })

  it('never reaches another library', async () => {
    const { label, api } = await start()
    label.move(up)
    changeLibrary(null)
    await label.flush()
    expect(api.calls.some(({ name }) => name === 'labels.place')).toBe(false)
  })
})
