// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import FilterPanel from '@renderer/library/FilterPanel.vue'
import { useFilterStore } from '@renderer/api/stores/filter-store'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

it('offers labels of every source, and tracks without one', async () => {
  giveWindowApi()
  const pinia = createPinia()
  const panel = await mountComponent(FilterPanel, {}, { pinia })
  const choices = panel.findAll('[aria-labelledby="filter-source"] label')
  expect(choices.map((choice) => choice.text())).toEqual(['people', 'imported', 'tags', 'comments', 'no label yet'])
  await choices[3]?.get('input').setValue(true)
  expect(useFilterStore(pinia).filter).toEqual({ labelSources: ['comments'] })
})
