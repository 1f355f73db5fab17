// @vitest-environment happy-dom
import type { PredictionSet } from '@shared/contract/prediction'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { filterRows, numbered } from '@renderer/prediction/prediction-rows'
import ShownPredictions from '@renderer/prediction/ShownPredictions.vue'
import { useToasts } from '@renderer/ui/use-toasts'
import { predictionRow, predictionSet } from '../../helpers/prediction-set'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

vi.mock('@renderer/prediction/PredictionTable.vue', () => ({
  default: { name: 'PredictionTable', props: ['rows'], methods: { order: () => [] }, template: '<div data-testid="table" />' },
}))
beforeEach(() => void giveWindowApi({ 'app.copyText': answer(null) }))

const rows = numbered([predictionRow('Rain', { valence: -0.5 }), predictionRow('Wind')])

function shown(part: { set?: Partial<PredictionSet>; running?: boolean; rows?: typeof rows; search?: string } = {}) {
  const all = part.rows ?? rows
  return mountComponent(ShownPredictions, {
    search: part.search ?? '',
    quadrants: new Set(),
    set: predictionSet(part.set),
    running: part.running ?? false,
    rows: all,
    visible: filterRows(all, part.search ?? '', new Set()),
    scale: '-1-1',
    selected: new Set(),
    focused: null,
  })
}

describe('a set of predictions', () => {
  it('is summed up, counted by quadrant, and filtered', async () => {
    const view = await shown({ search: 'rain' })
    expect(view.get('.summary').text()).toBe('music · Audio 1 · 2 predicted in 0:12, 310 × real time, 1 shown')
    expect(view.findAll('[data-testid^=only-]').map((entry) => entry.text())).toEqual(['Q1 1', 'Q2 1', 'Q3 0', 'Q4 0'])
    await view.get('[data-testid=only-2]').trigger('click')
    expect(view.emitted('update:quadrants')).toEqual([[new Set([2])]])
  })

  it('shows all again when the filter leaves nothing', async () => {
    const view = await shown({ search: 'snow' })
    expect(view.text()).toContain('None matches the search and the quadrants.')
    expect(view.get<HTMLElement>('[data-testid=table]').element.style.display).toBe('none')
    await press('Show all')
    expect(view.emitted('update:search')).toEqual([['']])
    expect(view.emitted('update:quadrants')).toEqual([[new Set()]])
  })

  it('fills its table while it is predicted, without a summary yet', async () => {
    const view = await shown({ running: true, rows: [] })
    expect(view.find('[data-testid=table]').exists()).toBe(true)
    expect(view.find('.summary').exists()).toBe(false)
    expect(view.text()).not.toContain('No file was predicted')
  })

  it('says why nothing was predicted', async () => {
    expect((await shown({ rows: [] })).text()).toContain('There is no audio file in what was chosen.')
    const setAside = [{ path: '/music/deep/a.mp3', reason: '/music/deep/a.mp3: no audio.' }]
    const view = await shown({ rows: [], set: { setAside, predicted: 0 } })
    expect(view.text()).toContain('All were set aside; see below why.')
    expect(view.get('details').attributes('open')).toBeDefined()
    expect(view.get('li').text()).toBe('deep/a.mp3 no audio.')
    await press('Copy what was set aside as CSV')
    expect(useToasts().toast.value?.text).toBe('1 row copied as CSV.')
  })
})
