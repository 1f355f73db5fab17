// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it, onTestFinished } from 'vitest'
import { effectScope } from 'vue'
import AnnotateView from '@renderer/annotate/AnnotateView.vue'
import { useUndo } from '@renderer/app/use-undo'
import { openLibraryApi } from '../helpers/library-api'
import { mountComponent } from '../helpers/mount-component'

/** Presses keys at once, before the program could answer any of them. */
function press(...keys: string[]): void {
  for (const key of keys) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

async function pressAndWait(...keys: string[]): Promise<void> {
  press(...keys)
  await flushPromises()
}

async function open(count: number) {
  const opened = openLibraryApi(count)
  const pinia = createPinia()
  const view = await mountComponent(AnnotateView, {}, { pinia })
  const scope = effectScope()
  const undo = scope.run(useUndo)
  if (!undo) throw new Error('the scope has ended')
  onTestFinished(() => scope.stop())
  return { ...opened, view, undo }
}

const shownTitle = (view: VueWrapper): string | null => (view.find('.heading h2').exists() ? view.get('.heading h2').text() : null)
const placement = (view: VueWrapper): string => view.get('[data-testid=placement]').text()
const counter = (view: VueWrapper): string => view.get('.queue .done').text()

describe('keys while annotating', () => {
  it('place a label and go to the next track', async () => {
    const { view, trackIds, humanLabels } = await open(3)
    expect(shownTitle(view)).toBe('Song 1')
    await pressAndWait('ArrowUp', 'ArrowUp', 'Enter')
    expect(shownTitle(view)).toBe('Song 2')
    expect(humanLabels(trackIds[0] ?? 0)).toMatchObject([{ valence: 0, arousal: 0.1 }])
    expect(counter(view)).toBe('1 of 3')
  })

  it('change no label between Enter and the next track', async () => {
    const { view, trackIds, humanLabels } = await open(3)
    await pressAndWait('ArrowUp', 'Enter', 'ArrowUp', 'x')
    expect(shownTitle(view)).toBe('Song 2')
    expect(placement(view)).toBe('–')
    await pressAndWait('n', 'p')
    expect(humanLabels(trackIds[0] ?? 0)).toMatchObject([{ arousal: 0.05 }])
    expect(humanLabels(trackIds[1] ?? 0)).toEqual([])
  })

  it('skip no track when Enter is pressed twice at once', async () => {
    const { view } = await open(3)
    await pressAndWait('ArrowUp', 'Enter', 'Enter')
    expect(shownTitle(view)).toBe('Song 2')
  })
})

describe('the end of the queue', () => {
  it('is shown after Enter on the last track, and keys change nothing there', async () => {
    const { view, trackIds, humanLabels } = await open(2)
    await pressAndWait('n')
    await pressAndWait('ArrowUp', 'ArrowUp', 'Enter')
    expect(shownTitle(view)).toBeNull()
    expect(view.get('[aria-label="End of the queue"]').text()).toContain('1 labelled, 1 left without a label')
    for (let times = 0; times < 4; times += 1) await pressAndWait('ArrowUp', 'ArrowUp', 'Enter', 'x')
    expect(humanLabels(trackIds[1] ?? 0)).toMatchObject([{ arousal: 0.1 }])
    await pressAndWait('p')
    expect(shownTitle(view)).toBe('Song 2')
  })
})

describe('undo', () => {
  it('returns to the track and takes its tick, the counter and the last ten back', async () => {
    const { view, undo } = await open(3)
    await pressAndWait('ArrowUp', 'Enter')
    await pressAndWait('ArrowUp', 'Enter')
    expect(counter(view)).toBe('2 of 3')
    expect(view.findAll('.recent .name').map((name) => name.text())).toEqual(['Song 2', 'Song 1'])
    await undo.undo()
    await undo.undo()
    await flushPromises()
    expect(shownTitle(view)).toBe('Song 1')
    expect(placement(view)).toBe('–')
    expect(counter(view)).toBe('0 of 3')
    expect(view.findAll('.recent')).toHaveLength(0)
    await undo.redo()
    await flushPromises()
    expect(counter(view)).toBe('1 of 3')
    expect(view.findAll('.recent .name').map((name) => name.text())).toEqual(['Song 1'])
  })

  it('takes back a label that was not saved yet, not the one before it', async () => {
    const { view, undo, trackIds, humanLabels } = await open(2)
    await pressAndWait('ArrowUp', 'Enter')
    await pressAndWait('ArrowUp')
    await undo.undo()
    await flushPromises()
    expect(shownTitle(view)).toBe('Song 2')
    expect(humanLabels(trackIds[0] ?? 0)[0]).toMatchObject({ arousal: 0.05 })
    expect(humanLabels(trackIds[1] ?? 0)[0]).toMatchObject({ arousal: null })
  })
})
