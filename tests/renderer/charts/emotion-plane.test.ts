// @vitest-environment happy-dom
import { reactive } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import EmotionPlane from '@renderer/charts/EmotionPlane.vue'
import { planeOf } from '../../helpers/planes'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

beforeEach(() => void giveWindowApi())

/** Track 1 to the left, 2 to the right, 3 above it. */
const plane = planeOf([
  [-0.5, 0],
  [0.5, 0],
  [0.5, 0.75],
])

async function planeWith(part: Record<string, unknown> = {}) {
  const props = reactive<Record<string, unknown>>({
    plane,
    selected: new Set<number>(),
    focused: null,
    scale: '-1-1',
    labelFor: (id: number) => `Song ${id}`,
    ...part,
  })
  const view = await mountComponent(EmotionPlane, props)
  const press = (key: string, held: KeyboardEventInit = {}) => view.get('[data-testid=emotion-plane]').trigger('keydown', { key, ...held })
  return { props, view, press }
}

describe('keys on the plane', () => {
  it('walk from point to point', async () => {
    const { view, press, props } = await planeWith({ focused: 1 })
    await press('ArrowRight')
    props['focused'] = 2
    await press('ArrowUp')
    expect(view.emitted('focus')).toEqual([[2], [3]])
  })

  it('open and select the point in focus, all and none', async () => {
    const { view, press } = await planeWith({ focused: 2 })
    await press('Enter')
    await press(' ')
    await press('a', { ctrlKey: true })
    await press('Escape')
    expect(view.emitted('open')).toEqual([[2]])
    expect(view.emitted('select')).toEqual([
      [[2], 'toggle'],
      [[1, 2, 3], 'replace'],
      [[], 'replace'],
    ])
  })

  it('open nothing while no point is in focus, and leave other keys to the window', async () => {
    const { view } = await planeWith()
    const square = view.get('[data-testid=emotion-plane]').element
    const pressed = (key: string): boolean => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true })
      square.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(pressed('Enter')).toBe(true)
    expect(pressed('j')).toBe(false)
    expect(view.emitted('open')).toBeUndefined()
  })

  it('place a label in steps, and save it by Enter', async () => {
    const { view, press, props } = await planeWith({ placing: true, placement: { valence: 0.2, arousal: 0 } })
    await press('ArrowRight')
    await press('ArrowUp', { shiftKey: true })
    expect(view.emitted('draft')).toEqual([[{ valence: 0.25, arousal: 0 }], [{ valence: 0.2, arousal: 0.01 }]])
    await press('Enter')
    expect(view.emitted('place')).toEqual([[props['placement']]])
    await press(' ')
    expect(view.emitted('select')).toBeUndefined()
  })
})

describe('what is said of the plane', () => {
  it('describes the points, the keys and the point in focus', async () => {
    const { view } = await planeWith({ focused: 3, scale: '1-9', selected: new Set([1]) })
    const texts = view.findAll('.unseen').map((text) => text.text())
    expect(texts[0]).toMatch(/^3 points: .+ 1 selected\. Arrow keys walk/u)
    expect(texts[1]).toBe('Song 3 · V 7.00 · A 8.00 · tags')
  })

  it('names the coordinates of a label that is placed', async () => {
    const { view } = await planeWith({ placing: true, placement: { valence: -0.2, arousal: 0.5 } })
    expect(view.findAll('.unseen')[1]?.text()).toBe('V −0.20, A 0.50')
    expect(view.text()).toContain('Enter saves it.')
  })

  it('says that there are no labels', async () => {
    const { view } = await planeWith({ plane: null })
    expect(view.text()).toContain('No labels to show.')
  })

  it('has no tools where room is scarce, and no selection tools while a label is placed', async () => {
    expect((await planeWith({ bare: true })).view.find('[role=toolbar]').exists()).toBe(false)
    const { view } = await planeWith({ placing: true })
    expect(view.find('[aria-label="Select by lasso"]').exists()).toBe(false)
    expect(view.find('[aria-label="Zoom in"]').exists()).toBe(true)
  })
})
