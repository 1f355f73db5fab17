// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import MovedTracks from '@renderer/tags/MovedTracks.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const moves = [
  { trackId: 4, from: 4, to: 2, distance: 0.8 },
  { trackId: 1, from: 4, to: null, distance: 0 },
] as const

it('sums up what moves, leaves out what does not happen, and selects the moved tracks', async () => {
  giveWindowApi()
  const pinia = createPinia()
  const totals = { moved: 1200, changedQuadrant: 30, lost: 1, gained: 0 }
  const list = await mountComponent(MovedTracks, { moves, totals }, { pinia })
  expect(list.get('[data-testid=moved-summary]').text()).toBe('1,200 moved · 30 change quadrant · 1 lose their label')
  await list.get('header button').trigger('click')
  expect([...useSelectionStore(pinia).selectedTrackIds]).toEqual([4, 1])
})

it('says what to do before anything is changed', async () => {
  giveWindowApi()
  const totals = { moved: 0, changedQuadrant: 0, lost: 0, gained: 0 }
  const list = await mountComponent(MovedTracks, { moves: [], totals })
  expect(list.text()).toContain('Move a weight')
  expect(list.find('header button').exists()).toBe(false)
})
