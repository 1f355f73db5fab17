// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { VSelect } from 'vuetify/components'
import { publishedNetwork } from '@main/network/published'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import NetworkChoice from '@renderer/training/NetworkChoice.vue'
import { datasetOf } from '../../helpers/dataset'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

beforeEach(() => void giveWindowApi())

const settings = trainingSettingsSchema.parse({})
const choiceOf = (part: Record<string, unknown> = {}) =>
  mountComponent(NetworkChoice, { settings, dataset: null, fileName: null, problem: null, ...part })

describe('the network', () => {
  it('is one of the study’s that the dataset can train', async () => {
    const choice = await choiceOf({ dataset: datasetOf() })
    const select = choice.getComponent(VSelect)
    const items = select.props('items') as { value: string; disabled: boolean }[]
    expect(items.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(['audio'])
    select.vm.$emit('update:modelValue', 'lyrics')
    expect(choice.emitted('choose')).toEqual([['lyrics']])
  })

  it('is the user’s own, read from a file, until it is left', async () => {
    const choice = await choiceOf({ settings: { ...settings, network: publishedNetwork('audio') }, fileName: 'mine.json' })
    expect(choice.get('[data-testid=own-network]').text()).toContain('mine.json')
    expect(choice.find('[data-testid=modality]').exists()).toBe(false)
    await press('Leave your network')
    expect(choice.emitted('drop')).toHaveLength(1)
  })

  it('is read again from the same file', async () => {
    const choice = await choiceOf()
    const input = choice.get<HTMLInputElement>('[data-testid=own-network-file]')
    const file = new File(['{}'], 'mine.json')
    for (let turn = 0; turn < 2; turn += 1) {
      Object.defineProperty(input.element, 'files', { configurable: true, value: [file] })
      await input.trigger('change')
    }
    expect(choice.emitted('read')).toEqual([[file], [file]])
    expect(input.element.value).toBe('')
  })

  it('says what is wrong with it', async () => {
    expect((await choiceOf({ problem: 'Layer 2 has no filters.' })).get('[data-testid=network-problem]').text()).toBe(
      'Layer 2 has no filters.',
    )
    expect((await choiceOf()).find('[data-testid=network-problem]').exists()).toBe(false)
  })
})
