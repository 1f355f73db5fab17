import { computed, ref, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import type { Model } from '@shared/contract/prediction'
import type { ExcerptWish } from '@renderer/prediction/excerpt-wishes'
import type { Music } from '@renderer/prediction/use-music-choice'
import { usePredictionStart } from '@renderer/prediction/use-prediction-start'
import { modelOf } from '../../helpers/prediction-set'

function prepare(start: (modelId: number, music: Music, excerpts: ExcerptWish) => Promise<boolean> = () => Promise.resolve(true)) {
  const model = shallowRef<Model | null>(modelOf({ id: 7 }))
  const music = shallowRef<Music>({ wholeLibrary: true })
  const isRunning = ref(false)
  const started = vi.fn()
  const isEmpty = computed(() => 'paths' in music.value && music.value.paths.length === 0)
  const prediction = usePredictionStart({ model, music, isEmpty, isRunning: () => isRunning.value, start, started })
  return { model, music, isRunning, started, ...prediction }
}

describe('the start of a prediction', () => {
  it('is refused with the reason', () => {
    const { model, music, isRunning, whyNot } = prepare()
    expect(whyNot.value).toBeNull()
    music.value = { paths: [] }
    expect(whyNot.value).toBe('Choose the library or a folder first')
    isRunning.value = true
    expect(whyNot.value).toBe('A prediction is running')
    model.value = modelOf({ missing: true })
    expect(whyNot.value).toBe('The file of this model is gone')
    model.value = null
    expect(whyNot.value).toBe('Choose a model first')
  })

  it('takes the model, the music and the excerpts of each, once', async () => {
    const start = vi.fn(() => Promise.resolve(true))
    const { predict, excerpts, started } = prepare(start)
    excerpts.value = '5'
    await Promise.all([predict(), predict()])
    expect(start.mock.calls).toEqual([[7, { wholeLibrary: true }, { excerptsPerTrack: 5 }]])
    expect(started).toHaveBeenCalledOnce()
    excerpts.value = 'every 2'
    await predict()
    expect(start.mock.calls.at(-1)).toEqual([7, { wholeLibrary: true }, { everySeconds: 2 }])
  })

  it('keeps what was chosen when it fails', async () => {
    const { predict, started, starting } = prepare(() => Promise.resolve(false))
    await predict()
    expect(started).not.toHaveBeenCalled()
    expect(starting.value).toBe(false)
  })
})
