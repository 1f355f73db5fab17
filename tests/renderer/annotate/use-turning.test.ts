import { createPinia, disposePinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, type EffectScope, nextTick, shallowRef } from 'vue'
import { useTurning } from '@renderer/annotate/use-turning'
import { useSelectionStore } from '@renderer/api/stores/selection-store'

let pinia: Pinia
let scope: EffectScope
beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  disposePinia(pinia)
})

function start() {
  const selection = useSelectionStore()
  const shown = shallowRef<{ id: number } | null>({ id: 1 })
  selection.focus(1)
  const turning = scope.run(() => useTurning(shown))
  if (!turning) throw new Error('the scope has ended')
  return { ...turning, selection, shown }
}

describe('turning to the next track', () => {
  it('lasts from Enter until that track is shown', async () => {
    const { isTurning, saveAndGo, selection, shown } = start()
    expect(isTurning.value).toBe(false)
    const saved = saveAndGo(
      () => Promise.resolve(true),
      () => selection.focus(2),
    )
    expect(isTurning.value).toBe(true)
    await saved
    expect(isTurning.value).toBe(true)
    shown.value = { id: 2 }
    expect(isTurning.value).toBe(false)
  })

  it('does not happen when the label could not be saved', async () => {
    const { isTurning, saveAndGo, selection } = start()
    await saveAndGo(
      () => Promise.resolve(false),
      () => selection.focus(2),
    )
    expect(selection.focusedTrackId).toBe(1)
    expect(isTurning.value).toBe(false)
  })

  it('leaves what is to be played to the track that is on its way', async () => {
    const { whenShown, selection, shown } = start()
    const played: number[] = []
    const play = (): void => void played.push(shown.value?.id ?? 0)
    whenShown(play)
    selection.focus(2)
    whenShown(play)
    expect(played).toEqual([1])
    shown.value = { id: 2 }
    await nextTick()
    expect(played).toEqual([1, 2])
  })
})
