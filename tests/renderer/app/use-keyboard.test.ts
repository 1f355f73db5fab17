// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useKeyboard } from '@renderer/app/use-keyboard'
import { useCommands } from '@renderer/ui/use-commands'
import { runInSetup } from '../helpers/run-in-setup'

afterEach(() => document.body.replaceChildren())

function listen(id: string) {
  const run = vi.fn()
  runInSetup(() => {
    useKeyboard()
    useCommands([{ id, title: id, group: 'Test', run }])
  })
  return run
}

/** Presses a key in an element of the page; whether somebody handled it. */
function press(key: string, markup = '<div></div>', held: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = markup
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held })
  document.body.firstElementChild?.dispatchEvent(event)
  return event.defaultPrevented
}

describe('keys of the window', () => {
  it('run their command, wherever the focus is', () => {
    const run = listen('view.annotate')
    expect(press('2', '<input>', { ctrlKey: true })).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('are letters where somebody types', () => {
    const run = listen('player.back')
    expect(press('j', '<textarea></textarea>')).toBe(false)
    expect(press('j', '<input type="checkbox">')).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('leave undo to the field in which somebody types', () => {
    const run = listen('edit.undo')
    expect(press('z', '<input>', { ctrlKey: true })).toBe(false)
    expect(press('z', '<div></div>', { ctrlKey: true })).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('leave the space bar to what it presses', () => {
    const run = listen('player.toggle')
    for (const markup of ['<button></button>', '<input type="checkbox">', '<div role="option"></div>'])
      expect(press(' ', markup)).toBe(false)
    expect(press(' ')).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('rest while a dialog asks something', () => {
    const run = listen('view.annotate')
    press('2', '<div class="v-dialog v-overlay--active"></div>', { ctrlKey: true })
    expect(run).not.toHaveBeenCalled()
  })
})
