// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useReviewQueue } from '@renderer/annotate/use-review-queue'
import { call } from '@renderer/api/client'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { inComponent } from '../helpers/in-component'
import { openLibraryApi } from '../helpers/library-api'

afterEach(() => vi.useRealTimers())

async function start(count: number, ids?: readonly number[], focused?: number) {
  const { trackIds } = openLibraryApi(count)
  const work = await inComponent(
    () => {
      const selection = useSelectionStore()
      selection.focus(focused === undefined ? null : (trackIds[focused] ?? null))
      return { review: useReviewQueue(), selection }
    },
    ids ? { ids: ids.map((index) => trackIds[index]).join(',') } : {},
  )
  await flushPromises()
  const titles = (): string[] => work.review.queue.value.map(({ title }) => title)
  const label = async (index: number): Promise<void> => {
    await call('labels.place', { trackId: trackIds[index] ?? 0, excerptId: null, valence: 0.5, arousal: 0.5 })
    await flushPromises()
  }
  return { ...work, trackIds, titles, label }
}

describe('the review queue', () => {
  it('begins with its first track, holds exactly the chosen ones, or one opened track before all others', async () => {
    const whole = await start(3)
    expect(whole.selection.focusedTrackId).toBe(whole.trackIds[0])
    expect((await start(3, [2, 1])).titles()).toEqual(['Song 3', 'Song 2'])
    const opened = await start(3, [1])
    expect(opened.titles()).toHaveLength(3)
    expect(opened.selection.focusedTrackId).toBe(opened.trackIds[1])
  })

  it('begins chosen tracks at the first, though the last of them was clicked to choose it', async () => {
    const { selection, trackIds } = await start(3, [0, 1, 2], 2)
    expect(selection.focusedTrackId).toBe(trackIds[0])
  })

  it('goes on where it was left', async () => {
    const { selection, trackIds } = await start(3, undefined, 1)
    expect(selection.focusedTrackId).toBe(trackIds[1])
  })

  it('counts labels as the library has them, of excerpts too, however they came and went', async () => {
    const { review, trackIds, label } = await start(3)
    await label(0)
    const excerpt = await call('excerpts.create', { trackId: trackIds[1] ?? 0, startSeconds: 0, endSeconds: 5 })
    await call('labels.place', { trackId: trackIds[1] ?? 0, excerptId: excerpt.id, valence: 0, arousal: 0 })
    await flushPromises()
    expect(review.reviewed.value).toBe(2)
    await call('undo.undo', null)
    await call('labels.withdraw', { trackId: trackIds[0] ?? 0, excerptId: null })
    await flushPromises()
    expect(review.reviewed.value).toBe(0)
  })

  it('ends after its last track and goes back to it', async () => {
    const { review, selection, trackIds } = await start(2)
    await review.go(-1, false)
    expect(selection.focusedTrackId).toBe(trackIds[0])
    await review.go(1, false)
    await review.go(1, false)
    expect(review.hasEnded.value).toBe(true)
    await review.go(1, true)
    expect(review.hasEnded.value).toBe(true)
    await review.go(-1, false)
    expect(review.hasEnded.value).toBe(false)
    expect(selection.focusedTrackId).toBe(trackIds[1])
  })

  it('goes to the first track that was left out, and looks for more when none was', async () => {
    const { review, selection, trackIds, titles, label } = await start(3, [0, 1])
    await label(1)
    await review.go(1, false)
    await review.go(1, false)
    review.goToFirstWaiting()
    expect(selection.focusedTrackId).toBe(trackIds[0])
    await label(0)
    await review.go(1, false)
    await review.go(1, false)
    await review.loadMore()
    expect(selection.focusedTrackId).toBe(trackIds[2])
    expect(titles()).toContain('Song 3')
  })

  it('stays at its end when no other track waits', async () => {
    const { review, label } = await start(1)
    await label(0)
    await review.go(1, true)
    await review.loadMore()
    expect(review.hasEnded.value).toBe(true)
  })

  it('says the pace of labels that still stand', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { review, trackIds, label } = await start(3)
    expect(review.pace.value).toBe('')
    for (const index of [0, 1]) {
      vi.setSystemTime(Date.now() + 30_000)
      review.note(trackIds[index] ?? 0)
      await label(index)
    }
    expect(review.pace.value).toBe('2.0 a minute · about 1 min left')
    await call('undo.undo', null)
    await flushPromises()
    expect(review.pace.value).toBe('')
  })
})
