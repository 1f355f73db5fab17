// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { curvesOverTime } from '@renderer/charts/curves-over-time'
import EmotionOverTime from '@renderer/prediction/EmotionOverTime.vue'
import { type NumberedRow, numbered } from '@renderer/prediction/prediction-rows'
import { usePredictedExcerpts } from '@renderer/prediction/use-predicted-excerpts'
import { predictionRow } from '../../helpers/prediction-set'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { inComponent } from '../helpers/in-component'

vi.mock('@renderer/charts/ChartCanvas.vue', () => ({
  default: {
    props: ['data', 'name'],
    emits: ['pointClick'],
    template: `<button class="chart" @click="$emit('pointClick', { datasetIndex: 1, index: 1 })">{{ name }}</button>`,
  },
}))

const excerpts = [
  { startSeconds: 0, endSeconds: 10, valence: -1, arousal: 0.5 },
  { startSeconds: 60, endSeconds: 70, valence: 0, arousal: 1 },
]

describe('emotion over time', () => {
  it('is drawn at the middle of each excerpt, on the scale of the window', () => {
    const [valence, arousal] = curvesOverTime(excerpts, '1-9').datasets
    expect(valence?.data).toEqual([
      { x: 5, y: 1 },
      { x: 65, y: 5 },
    ])
    expect(arousal?.data).toEqual([
      { x: 5, y: 7 },
      { x: 65, y: 9 },
    ])
  })

  it('lists the excerpts, and plays from one, in the curve and in the list', async () => {
    giveWindowApi()
    const shown = await mountComponent(EmotionOverTime, { excerpts, scale: '0-1', title: 'Rain' })
    expect(shown.get('.chart').text()).toBe('Emotion over time of Rain')
    await shown.get('.chart').trigger('click')
    expect(shown.find('table').exists()).toBe(false)
    await shown.get('details').trigger('toggle')
    expect(shown.findAll('tbody tr').map((row) => row.text())).toEqual(['0:000:100.000.75', '1:001:100.501.00'])
    await shown.findAll('tbody button')[0]?.trigger('click')
    expect(shown.emitted('listen')).toEqual([[60], [0]])
  })

  it('is asked for the file in focus, and for none that was predicted as a whole', async () => {
    const { calls } = giveWindowApi({ 'predictions.excerpts': answer(excerpts) })
    const [whole, overTime] = numbered([predictionRow('Whole'), predictionRow('Rain', { excerpts: 2 })])
    const row = shallowRef<NumberedRow | null>(whole ?? null)
    const found = await inComponent(() => usePredictedExcerpts(ref(4), row))
    await flushPromises()
    expect([found.value, calls]).toEqual([[], []])
    row.value = overTime ?? null
    await flushPromises()
    expect(found.value).toEqual(excerpts)
    expect(calls).toMatchObject([{ name: 'predictions.excerpts', argument: { predictionId: 4, path: '/music/Rain.flac' } }])
    row.value = null
    await flushPromises()
    expect(found.value).toEqual([])
  })
})
