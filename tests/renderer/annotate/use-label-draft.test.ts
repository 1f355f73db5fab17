import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useLabelDraft, type LabelTarget } from '@renderer/annotate/use-label-draft'

const track = (trackId: number): LabelTarget => ({ trackId, excerptId: null })
let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', globalThis)
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function start(save: (target: LabelTarget) => Promise<void> = async () => undefined) {
  const calls: { trackId: number; valence: number }[] = []
  const saved: number[] = []
  const label = scope.run(() =>
    useLabelDraft(
      (target, point) => {
        calls.push({ trackId: target.trackId, valence: point.valence })
        return save(target)
      },
      (target) => saved.push(target.trackId),
    ),
  )
  if (!label) throw new Error('the scope has ended')
  return { ...label, calls, saved }
}

describe('a label on its way', () => {
  it('says "saved" only after the answer', async () => {
    let answer = (): void => undefined
    const label = start(() => new Promise((resolve) => (answer = resolve)))
    const placed = label.place(track(1), { valence: 0.5, arousal: 0.5 })
    expect(label.status.value).toBe('saving')
    answer()
    expect(await placed).toBe(true)
    expect(label.status.value).toBe('saved')
  })

  it('moved by keys is saved once, where it rests', async () => {
    const label = start()
    for (const valence of [0.1, 0.2, 0.3]) label.move(track(1), { valence, arousal: 0 })
    expect(label.calls).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(label.calls).toEqual([{ trackId: 1, valence: 0.3 }])
  })

  it('is saved for the track it was placed on when another track comes', async () => {
    const label = start()
    label.move(track(1), { valence: 0.4, arousal: 0 })
    label.turn()
    await vi.advanceTimersByTimeAsync(1000)
    expect(label.calls).toEqual([{ trackId: 1, valence: 0.4 }])
    expect(label.draft.value).toBeNull()
    expect(label.status.value).toBe('untouched')
  })

  it('is saved when the view is left', () => {
    const label = start()
    label.move(track(1), { valence: 0.4, arousal: 0 })
    scope.stop()
    expect(label.calls).toHaveLength(1)
  })

  it('says so when it could not be saved', async () => {
    const label = start(() => Promise.reject(new Error('disk full')))
    expect(await label.place(track(1), { valence: 0, arousal: 0 })).toBe(false)
    expect(label.status.value).toBe('failed')
    expect(label.saved).toEqual([])
  })
})
