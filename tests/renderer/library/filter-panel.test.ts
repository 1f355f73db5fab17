// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import FilterPanel from '@renderer/library/FilterPanel.vue'
import { useFilterStore } from '@renderer/api/stores/filter-store'
import { useLibraryStore } from '@renderer/api/stores/library-store'
import { useSelectionStore } from '@renderer/api/stores/selection-store'
import { libraryInfo } from '../../helpers/library-info'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

async function open() {
  giveWindowApi({ 'library.current': answer(libraryInfo({ missingAudio: 2, setAside: 1234 })) })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useLibraryStore().refresh()
  const panel = await mountComponent(FilterPanel, {}, { pinia })
  const box = (text: string) => {
    const label = panel.findAll('label').find((candidate) => candidate.text().startsWith(text))
    return label?.get<HTMLInputElement>('input') ?? expect.fail(`There is no box “${text}”`)
  }
  return { panel, box, filter: useFilterStore(), selection: useSelectionStore() }
}

describe('the filter', () => {
  it('offers labels of every source, and tracks without one', async () => {
    const { panel, filter } = await open()
    const choices = panel.findAll('[aria-labelledby="filter-source"] label')
    expect(choices.map((choice) => choice.text())).toEqual(['people', 'imported', 'tags', 'comments', 'no label yet'])
    await choices[3]?.get('input').setValue(true)
    expect(filter.filter).toEqual({ labelSources: ['comments'] })
  })

  it('joins quadrants, material and missing files', async () => {
    const { panel, box, filter } = await open()
    await box('Q1').setValue(true)
    await box('Q3').setValue(true)
    await panel.findAll('[aria-label=Lyrics] button')[2]?.trigger('click')
    await box('file is missing').setValue(true)
    expect(filter.filter).toEqual({ quadrants: [1, 3], hasLyrics: false, missingAudio: true })
    await box('Q1').setValue(false)
    await panel.findAll('[aria-label=Lyrics] button')[0]?.trigger('click')
    await box('file is missing').setValue(false)
    expect(filter.filter).toEqual({ quadrants: [3] })
  })

  it('takes the selected tracks as they are when it is ticked', async () => {
    const { panel, box, filter, selection } = await open()
    expect(box('only selected tracks').element.disabled).toBe(true)
    selection.select([4, 5])
    await panel.vm.$nextTick()
    await box('only selected tracks').setValue(true)
    selection.select([6])
    expect(filter.filter).toEqual({ trackIds: [4, 5] })
    selection.clear()
    await panel.vm.$nextTick()
    expect(box('only selected tracks').element.disabled).toBe(false)
  })

  it('is cleared but for the search of the top bar', async () => {
    const { panel, filter } = await open()
    filter.change({ search: 'rain' })
    await panel.vm.$nextTick()
    expect(panel.text()).not.toContain('Clear')
    filter.change({ hasAudio: true })
    await panel.vm.$nextTick()
    await press('Clear')
    expect(filter.filter).toEqual({ search: 'rain' })
  })

  it('counts missing files and files set aside, and shows the latter', async () => {
    const { panel } = await open()
    expect(panel.findAll('.count').map((count) => count.text())).toEqual(['2', '1,234'])
    await press('Files set aside 1,234')
    expect(panel.emitted('setAside')).toHaveLength(1)
  })
})
