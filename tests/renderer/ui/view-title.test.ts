// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import KeyHint from '@renderer/ui/KeyHint.vue'
import ViewTitle from '@renderer/ui/ViewTitle.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

beforeEach(() => void giveWindowApi())

it('names the view, its note and the scale of its numbers', async () => {
  const title = await mountComponent(
    ViewTitle,
    { title: 'Library', note: '3 of 96 tracks', scale: '1-9' },
    { slots: { default: 'Import' } },
  )
  expect(title.text()).toBe('Library3 of 96 tracksscale 1…9Import')
})

it('names no scale where a view shows no coordinates', async () => {
  const title = await mountComponent(ViewTitle, { title: 'Train' })
  expect(title.find('.scale').exists()).toBe(false)
  expect(title.find('.note').exists()).toBe(false)
})

it('shows the key of a command, a key itself, and nothing for a command without one', async () => {
  expect((await mountComponent(KeyHint, { command: 'view.annotate' })).text()).toBe('Ctrl+2')
  expect((await mountComponent(KeyHint, { keys: 'Mod+Shift+Z' })).text()).toBe('Ctrl+Shift+Z')
  expect((await mountComponent(KeyHint, { command: 'train.start' })).find('kbd').exists()).toBe(false)
})
