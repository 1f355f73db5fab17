// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { VAutocomplete, VCombobox } from 'vuetify/components'
import RawTags from '@renderer/tags/RawTags.vue'
import { readTagMapping } from '@main/store/tag-mapping'
import { setTrackTags } from '@main/store/track-tags'
import { mountComponent } from '../helpers/mount-component'
import { openLibraryApi } from '../helpers/library-api'

const tags: readonly (readonly [number, string, number])[] = [
  [1, 'mellow', 4],
  [2, 'mellow', 1],
  [1, 'rainy day', 3],
  [2, 'rainy day', 3],
  [3, 'rainy day', 1],
  [1, 'hapiness', 2],
  [3, 'rock', 2],
  [3, 'grief', 1],
]

async function open() {
  const { library, api } = openLibraryApi(3)
  const { database } = library
  setTrackTags(
    database,
    tags.map(([trackId, tag, count]) => ({ trackId, tag, count })),
  )
  const view = await mountComponent(RawTags)
  await flushPromises()
  const row = (tag: string) => view.get(`input[aria-label="${tag}"]`)
  const listed = () => view.findAll('.row .tag').map((cell) => cell.text())
  const mapped = () => readTagMapping(database).tags
  return { view, row, listed, mapped, database, api }
}

function choose(view: VueWrapper, testId: string, value: string): void {
  const fields = [...view.findAllComponents(VCombobox), ...view.findAllComponents(VAutocomplete)]
  const field = fields.find((own) => own.attributes('data-testid') === testId)
  if (!field) throw new Error(`There is no field ${testId}`)
  field.vm.$emit('update:modelValue', value)
}

const press = async (view: VueWrapper, testId: string): Promise<void> => {
  await view.get(`[data-testid=${testId}]`).trigger('click')
  await flushPromises()
}

describe('raw tags', () => {
  it('lead on where there are none, and back to all where none is of the choice', async () => {
    openLibraryApi(1)
    const empty = await mountComponent(RawTags)
    await flushPromises()
    expect(empty.get('.empty-state').text()).toContain('Import tags…')
    const { view, listed } = await open()
    expect(view.find('.empty-state').exists()).toBe(false)
    await view.get('[data-testid=which-tags]').setValue('hand')
    expect(listed()).toEqual([])
    await view.get('.none button').trigger('click')
    expect(listed()).toHaveLength(5)
  })

  it('stand with the unmapped ones first, then by tracks, and are found by text, state and suggestion', async () => {
    const { view, listed } = await open()
    expect(listed()).toEqual(['rainy day', 'hapiness', 'rock', 'mellow', 'grief'])
    const which = view.get('[data-testid=which-tags]')
    await which.setValue('suggested')
    expect(listed()).toEqual(['hapiness'])
    await which.setValue('mapped')
    expect(listed()).toEqual(['mellow', 'grief'])
    await which.setValue('all')
    await view.get('input[type=text]').setValue('calm')
    expect(listed()).toEqual(['mellow'])
  })

  it('are mapped together to a word, then left to the stems again', async () => {
    const { view, row, mapped } = await open()
    await row('rainy day').trigger('click')
    await row('mellow').trigger('click')
    expect(view.get('[data-testid=selected-tags]').text()).toBe('2 tags selected')
    choose(view, 'map-target', 'Sadness')
    await view.get('form.actions').trigger('submit')
    await flushPromises()
    expect(mapped()).toEqual([
      { tag: 'mellow', word: 'sadness' },
      { tag: 'rainy day', word: 'sadness' },
    ])
    expect(view.get('[data-testid=selected-tags]').text()).toBe('No tag selected')
    await row('mellow').trigger('click')
    await press(view, 'unmap-tags')
    expect(mapped().map(({ tag }) => tag)).toEqual(['rainy day'])
  })

  it('take one suggestion by its button, which says why', async () => {
    const { view, mapped } = await open()
    const suggestion = view.get('.suggestion')
    expect(suggestion.attributes('title')).toContain('one letter away from “happiness”')
    await suggestion.trigger('click')
    await flushPromises()
    expect(mapped()).toEqual([{ tag: 'hapiness', word: 'happiness' }])
    expect(view.find('.suggestion').exists()).toBe(false)
  })

  it('are reached, selected, excluded and mapped by keys alone', async () => {
    const { view, row, mapped } = await open()
    const focused = () => document.activeElement?.getAttribute('aria-label')
    const body = view.get('[aria-label="Social tags"]')
    const key = async (name: string, options: object = {}) => {
      await body.trigger('keydown', { key: name, ...options })
      await flushPromises()
    }
    expect(view.findAll('.row input[tabindex="0"]')).toHaveLength(1)
    row('rainy day').element.dispatchEvent(new FocusEvent('focus'))
    await key('ArrowDown')
    expect(focused()).toBe('hapiness')
    await key('Enter')
    expect(mapped()).toEqual([{ tag: 'hapiness', word: 'happiness' }])
    await key('Home')
    await key('ArrowDown', { shiftKey: true })
    expect(view.get('[data-testid=selected-tags]').text()).toBe('2 tags selected')
    await key('Delete')
    expect(mapped()).toContainEqual({ tag: 'rock', word: null })
    await key('a', { ctrlKey: true })
    expect(view.get('[data-testid=selected-tags]').text()).toBe('5 tags selected')
    await key('Escape')
    expect(view.get('[data-testid=selected-tags]').text()).toBe('No tag selected')
  })

  it('stay selected and mapped as they were when the word is unknown', async () => {
    const { view, row, mapped } = await open()
    await row('rock').trigger('click')
    choose(view, 'map-target', 'saudade')
    await view.get('form.actions').trigger('submit')
    await flushPromises()
    expect(mapped()).toEqual([])
    expect(view.get('[data-testid=selected-tags]').text()).toBe('1 tag selected')
  })

  it('say how many labels no longer follow them, and lead to a commit', async () => {
    openLibraryApi(1)
    let commits = 0
    const view = await mountComponent(RawTags, { outdated: 12, onCommit: () => (commits += 1) })
    expect(view.get('[data-testid=outdated]').text()).toContain('12 tracks would get another label')
    await view.get('[data-testid=outdated] button').trigger('click')
    expect(commits).toBe(1)
  })

  it('draw only what is in sight of ten thousand', async () => {
    const { library } = openLibraryApi(1)
    const many = Array.from({ length: 10_000 }, (_, index) => ({ trackId: 1, tag: `tag ${index}`, count: 1 }))
    library.database.transaction(() => setTrackTags(library.database, many))()
    const view = await mountComponent(RawTags)
    expect(view.text()).toContain('10,000 tags')
    expect(view.findAll('.row').length).toBeLessThan(300)
  })
})

describe('emotion words', () => {
  it('are merged, renamed and restored', async () => {
    const { view, database } = await open()
    choose(view, 'edited-word', 'grief')
    await flushPromises()
    choose(view, 'merge-into', 'sadness')
    await flushPromises()
    view.get('[data-testid=merge-word]').element.closest('form')?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(readTagMapping(database).words).toEqual([{ word: 'grief', into: 'sadness', change: 'merge' }])
    choose(view, 'edited-word', 'calmness')
    await flushPromises()
    await view.get('[data-testid=new-name] input').setValue('Serenity')
    view.get('[data-testid=rename-word]').element.closest('form')?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(view.findAll('li span').map((line) => line.text())).toContain('calmness renamed to serenity')
    await view.get('[aria-label="Restore grief"]').trigger('click')
    await flushPromises()
    expect(readTagMapping(database).words).toEqual([{ word: 'calmness', into: 'serenity', change: 'rename' }])
  })
})
