// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import MovedTracks from '@renderer/tags/MovedTracks.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const moves = [
  { trackId: 4, row: 3, from: 4, to: 2, deltaValence: -0.8, deltaArousal: 0, distance: 0.8 },
  { trackId: 1, row: 0, from: 4, to: null, deltaValence: 0, deltaArousal: 0, distance: 0 },
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

it('narrows the list by kind and quadrant, and selects what is left', async () => {
  giveWindowApi()
  const pinia = createPinia()
  const list = await mountComponent(MovedTracks, { moves, totals: { moved: 1, changedQuadrant: 1, lost: 1, gained: 0 } }, { pinia })
  await list.get('[data-testid=move-kind]').setValue('lost')
  await list.get('header button').trigger('click')
  expect([...useSelectionStore(pinia).selectedTrackIds]).toEqual([1])
  await list.get('[data-testid=move-kind]').setValue('gained')
  expect(list.text()).toContain('No moved track is of this choice')
  expect(list.find('header button').exists()).toBe(false)
})
