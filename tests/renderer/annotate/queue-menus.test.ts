// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { VAutocomplete } from 'vuetify/components'
import { openQueueChoices, type QueueChoices } from '@renderer/annotate/queue-choices'
import QueueFilters from '@renderer/annotate/QueueFilters.vue'
import QueueWeights from '@renderer/annotate/QueueWeights.vue'
import { useErrors } from '@renderer/ui/use-errors'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, button, get, isDisabled, press } from '../helpers/page'

const words = answer([{ word: 'calmness' }, { word: 'anger' }])

/** The opened menu of filters, whose choices its parent takes over. */
async function openFilters(part: Partial<QueueChoices> = {}, tagWords = words) {
  giveWindowApi({ 'tags.words': tagWords })
  const changes: Partial<QueueChoices>[] = []
  const props = reactive({
    choices: { ...openQueueChoices, ...part },
    onChange: (change: Partial<QueueChoices>) => {
      changes.push(change)
      props.choices = { ...props.choices, ...change }
    },
  })
  const filters = await mountComponent(QueueFilters, props)
  await filters.trigger('click')
  return { filters, changes, choices: () => props.choices }
}

const boxes = (): boolean[] => all('.queue-filters input[type=checkbox]').map(({ element }) => (element as HTMLInputElement).checked)
const wordField = (filters: VueWrapper) => filters.findComponent(VAutocomplete)

describe('the filters of the queue', () => {
  it('open with what is chosen, and say on their button how many conditions hold', async () => {
    const { filters } = await openFilters({ quadrants: [2, 3], word: 'anger', hasAudio: true })
    expect(boxes()).toEqual([false, true, true, false])
    expect(wordField(filters).props('modelValue')).toBe('anger')
    expect(filters.attributes('aria-label')).toBe('Filter the queue (3)')
    expect(get('.queue-filters').attributes('aria-label')).toBe('Filters of the queue')
  })

  it('add and take away quadrants', async () => {
    const { changes, filters } = await openFilters({ quadrants: [2] })
    await all('.queue-filters input[type=checkbox]')[3]?.trigger('change')
    await all('.queue-filters input[type=checkbox]')[1]?.trigger('change')
    expect(changes).toEqual([{ quadrants: [2, 4] }, { quadrants: [4] }])
    expect(filters.attributes('aria-label')).toBe('Filter the queue (1)')
  })

  it('ask for tracks with or without audio, or for both', async () => {
    const { changes } = await openFilters()
    for (const option of [1, 2, 0]) await all('.queue-filters input[type=radio]')[option]?.trigger('change')
    expect(changes).toEqual([{ hasAudio: true }, { hasAudio: false }, { hasAudio: null }])
  })

  it('offer the words that tracks carry, and none when the field is cleared', async () => {
    const { filters, changes } = await openFilters()
    expect(wordField(filters).props('items')).toEqual(['calmness', 'anger'])
    wordField(filters).vm.$emit('update:modelValue', 'anger')
    wordField(filters).vm.$emit('update:modelValue', null)
    expect(changes).toEqual([{ word: 'anger' }, { word: null }])
  })

  it('are cleared at once, but for reasons and order, which stand elsewhere', async () => {
    const { choices } = await openFilters({ quadrants: [1], word: 'anger', hasAudio: false, reasons: ['unlabelled'], order: 'usefulness' })
    await press('Clear')
    expect(choices()).toEqual({ ...openQueueChoices, reasons: ['unlabelled'], order: 'usefulness' })
    await flushPromises()
    expect(isDisabled('Clear')).toBe(true)
  })

  it('work without words when they cannot be read, and show why', async () => {
    const { changes } = await openFilters({}, refusal('The tags cannot be read.'))
    await all('.queue-filters input[type=checkbox]')[0]?.trigger('change')
    expect(changes).toEqual([{ quadrants: [1] }])
    expect(useErrors().errors.value.map(({ message }) => message)).toEqual(['The tags cannot be read.'])
  })
})

describe('the weights of the reasons', () => {
  it('are kept when a slider is let go, and make the queue anew only once the menu is left', async () => {
    const { calls } = giveWindowApi({ 'queue.weights': answer({ unlabelled: 0.5 }), 'queue.setWeights': answer({}) })
    const anew: true[] = []
    const weights = await mountComponent(QueueWeights, { onChanged: () => anew.push(true) })
    await weights.trigger('click')
    const sliders = all('.queue-weights input[type=range]')
    expect(sliders.map((slider) => slider.attributes('aria-label'))).not.toContain(undefined)
    await sliders[0]?.setValue('1.5')
    await flushPromises()
    const [set] = calls.filter(({ name }) => name === 'queue.setWeights')
    expect(Object.values(set?.argument ?? {})).toContain(1.5)
    expect(anew).toEqual([])
    await press('All count 1')
    expect(calls.at(-1)).toEqual({ name: 'queue.setWeights', argument: {} })
    await button('Weigh the reasons').trigger('click')
    await flushPromises()
    expect(anew).toEqual([true])
  })
})
