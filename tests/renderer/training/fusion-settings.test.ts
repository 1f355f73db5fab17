// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { VNumberInput, VSelect } from 'vuetify/components'
import { publishedNetwork } from '@main/network/published'
import type { Run } from '@shared/contract/training'
import type { FusionSettings as Fusion } from '@shared/contract/training-settings'
import FusionSettings from '@renderer/training/FusionSettings.vue'
import { plainFusion } from '@renderer/training/modality-choice'
import { runOf } from '../../helpers/run'
import { testRunId } from '../../helpers/run-id'
import { giveWindowApi } from '../../helpers/window-api'
import { enter } from '../helpers/enter'
import { mountComponent } from '../helpers/mount-component'

beforeEach(() => void giveWindowApi())

const audio = runOf({ id: testRunId(1), name: 'Audio 1' })
const lyrics = runOf({ id: testRunId(2), name: 'Lyrics 1', network: publishedNetwork('lyrics'), datasetId: 9, datasetName: 'Old' })

async function settingsOf(runs: readonly Run[], fusion: Fusion = plainFusion) {
  const view = await mountComponent(FusionSettings, { fusion, branches: ['audio', 'lyrics'], runs, datasetId: 1 })
  const pick = (modality: string, value: string) => enter(view, `fusion-${modality}`, value)
  const keep = (index: number, value: number | null) => view.findAllComponents(VNumberInput)[index]?.vm.$emit('update:modelValue', value)
  return { view, pick, keep, changes: () => (view.emitted('change') ?? []).map(([fusionSettings]) => fusionSettings) }
}

describe('the branches of a fusion', () => {
  it('come from the newest run of the dataset, or of another where one is chosen', async () => {
    const { view } = await settingsOf([audio, lyrics])
    const items = view.findAllComponents(VSelect)[1]?.props('items')
    expect(items).toMatchObject([
      { title: 'Newest of this dataset', subtitle: 'there is none yet' },
      { title: 'Lyrics 1', subtitle: 'Old: another dataset' },
    ])
    expect(view.get('.note').text()).toContain('There is no finished run of lyrics to take over yet.')
  })

  it('are named and cut as chosen; what is automatic is left out', async () => {
    const { pick, keep, changes } = await settingsOf([audio, lyrics])
    pick('lyrics', lyrics.id)
    pick('lyrics', '')
    keep(0, 1)
    keep(0, null)
    expect(changes()).toEqual([
      { ...plainFusion, runs: { lyrics: lyrics.id } },
      plainFusion,
      { ...plainFusion, keepBlocks: { audio: 1 } },
      plainFusion,
    ])
  })

  it('say how much of them is kept', async () => {
    const { view } = await settingsOf([audio, lyrics], { ...plainFusion, keepBlocks: { audio: 1 } })
    expect(view.findAll('.source small').map((about) => about.text())).toEqual([
      expect.stringMatching(/^1 of \d+ blocks, \d+ channels at the cut$/u),
      'no run yet',
    ])
  })

  it('go on learning where they are fine-tuned', async () => {
    const { view, changes } = await settingsOf([audio, lyrics])
    expect(view.text()).toContain('Frozen: computed once a track')
    await view.get('[data-testid=fine-tune]').setValue(true)
    expect(changes()).toEqual([{ ...plainFusion, frozen: false }])
  })
})
