// @vitest-environment happy-dom
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { effectScope, ref } from 'vue'
import type { PlanePoint } from '@shared/domain/plane'
import { useAnnotateKeys } from '@renderer/annotate/use-annotate-keys'

const scope = effectScope()
const done: string[] = []
const start = ref<PlanePoint | null>(null)
scope.run(() =>
  useAnnotateKeys(
    (action) => done.push(action),
    () => start.value,
    ({ valence, arousal }) => done.push(`${valence}, ${arousal}`),
  ),
)

afterAll(() => scope.stop())
afterEach(() => {
  done.length = 0
  start.value = null
  document.body.replaceChildren()
})

/** Presses a key in an element of a kind, and says whether the window's own keys still get it. */
function pressIn(html: string, key: string, options: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html
  const target = document.body.querySelector('[data-target]') ?? document.body
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }))
}

describe('keys of the view', () => {
  it('act wherever the focus is, and are not given to the window as well', () => {
    expect(pressIn('<div data-target></div>', 'e')).toBe(false)
    expect(done).toEqual(['create-excerpt'])
  })

  it.each([
    ['a text field', '<input data-target>', 'e'],
    ['a list of choices', '<select data-target></select>', 'ArrowUp'],
    ['a button that Enter presses', '<button data-target></button>', 'Enter'],
    ['a dialog', '<div class="v-overlay-container"><p data-target></p></div>', 'Enter'],
  ])('belong to %s', (_, html, key) => {
    start.value = { valence: 0, arousal: 0 }
    expect(pressIn(html, key)).toBe(true)
    expect(done).toEqual([])
  })

  it('belong to the view in a button that has no use for them', () => {
    pressIn('<button data-target></button>', 'n')
    expect(done).toEqual(['next'])
  })

  it('move the label by arrows, finely with Shift, and not at all where there is nothing to label', () => {
    expect(pressIn('', 'ArrowUp')).toBe(true)
    start.value = { valence: 0.5, arousal: 0 }
    pressIn('', 'ArrowUp')
    pressIn('', 'ArrowLeft', { shiftKey: true })
    expect(done).toEqual(['0.5, 0.05', '0.49, 0'])
  })

  it('leave keys with Ctrl to the window', () => {
    start.value = { valence: 0, arousal: 0 }
    expect(pressIn('', 'ArrowUp', { ctrlKey: true })).toBe(true)
    expect(pressIn('', 'n', { ctrlKey: true })).toBe(true)
    expect(done).toEqual([])
  })
})
