// @vitest-environment happy-dom
import { recommendedSettingsFor } from '@shared/domain/recommended-settings'
import type { VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { withModality } from '@renderer/training/modality-choice'
import SettingsForm from '@renderer/training/SettingsForm.vue'
import { datasetOf } from '../../helpers/dataset'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { enter } from '../helpers/enter'
import { mountComponent } from '../helpers/mount-component'
import { isDisabled, press } from '../helpers/page'

const published = trainingSettingsSchema.parse({})

function formOf(settings: TrainingSettings, part: Record<string, unknown> = {}) {
  giveWindowApi({ 'devices.find': answer({ devices: [], absence: null }) })
  return mountComponent(SettingsForm, { settings, changed: false, runs: [], dataset: null, embeddings: [], ...part })
}
const fields = (form: VueWrapper): string[] =>
  form.findAll('[data-testid^=setting-]').map((field) => field.attributes('data-testid')?.replace('setting-', '') ?? '')
const groups = (form: VueWrapper): string[] => form.findAll('h3').map((heading) => heading.text())

describe('the settings of the next run', () => {
  it('of audio are layers, optimiser and normalisation', async () => {
    const form = await formOf(published)
    expect(groups(form)).toEqual(['Run', 'Layers', 'Optimiser', 'Augmentation and averaging', 'Features and targets'])
    expect(fields(form)).toEqual(expect.arrayContaining(['epochs', 'folds', 'filters', 'hiddenUnits', 'learningRate', 'engine']))
    expect(fields(form)).not.toContain('embedding')
  })

  it('of a text have word vectors and no normalisation', async () => {
    const form = await formOf(withModality(published, 'lyrics'))
    expect(fields(form)).toContain('embedding')
    expect(groups(form)).toContain('Targets')
  })

  it('of a fusion are its branches; it has no folds and no filters of its own', async () => {
    const form = await formOf(withModality(published, 'audio-lyrics'))
    expect(groups(form)).toContain('Fusion of earlier runs')
    expect(fields(form)).not.toEqual(expect.arrayContaining(['folds']))
    expect(fields(form)).not.toEqual(expect.arrayContaining(['filters']))
  })

  it('change one by one; an empty field counts only where it stands for something', async () => {
    const form = await formOf(published)
    enter(form, 'setting-epochs', 5)
    enter(form, 'setting-epochs', null)
    enter(form, 'setting-patience', null)
    expect(form.emitted('change')).toEqual([[{ epochs: 5 }], [{ patience: null }]])
  })

  it('vary excerpts where audio is trained on, and average weights everywhere', async () => {
    const form = await formOf(published)
    enter(form, 'setting-gainDecibels', 6)
    enter(form, 'setting-averageEpochs', 10)
    enter(form, 'setting-averageEpochs', null)
    expect(form.emitted('change')).toEqual([
      [{ augmentation: { gainDecibels: 6, shiftSeconds: 0, maskShare: 0 } }],
      [{ averageEpochs: 10 }],
      [{ averageEpochs: null }],
    ])
    const varied = await formOf({ ...published, augmentation: { gainDecibels: 6, shiftSeconds: 0, maskShare: 0 } })
    enter(varied, 'setting-gainDecibels', 0)
    expect(varied.emitted('change')).toEqual([[{ augmentation: null }]])
    for (const settings of [withModality(published, 'lyrics'), { ...published, ...recommendedSettingsFor('audio') }])
      expect(fields(await formOf(settings))).not.toEqual(expect.arrayContaining(['gainDecibels']))
    expect(
      withModality({ ...published, augmentation: { gainDecibels: 6, shiftSeconds: 0, maskShare: 0 } }, 'lyrics').augmentation,
    ).toBeNull()
  })

  it('with another engine run on any device of it', async () => {
    const form = await formOf({ ...published, engine: 'onnx', device: 'webgpu' })
    enter(form, 'setting-engine', 'tensorflow')
    expect(form.emitted('change')).toEqual([[{ engine: 'tensorflow', device: 'auto' }]])
  })

  it('advise folds where few tracks would measure a network', async () => {
    const form = await formOf(published, { dataset: datasetOf() })
    expect(form.get('.advice').text()).toContain('14 test tracks are too few to compare networks.')
    await press('Use 5 folds')
    expect(form.emitted('change')).toEqual([[{ folds: 5 }]])
    expect((await formOf({ ...published, folds: 5 }, { dataset: datasetOf() })).find('.advice').exists()).toBe(false)
  })

  it('promise the same weights for a seed on the same engine and device only', async () => {
    const form = await formOf(published)
    expect(form.html()).toContain('The same seed gives the same weights with the same engine and device; with others')
  })

  it('offer a network on all tracks with folds only, and take it back with them', async () => {
    expect((await formOf(published)).find('[data-testid=then-fit-all]').exists()).toBe(false)
    const form = await formOf({ ...published, folds: 5, thenFitAll: true })
    await form.get('[data-testid=then-fit-all]').trigger('change')
    expect(form.text()).toContain('for as many epochs.')
    enter(form, 'setting-folds', 0)
    expect(form.emitted('change')).toEqual([[{ thenFitAll: false }], [{ folds: 0, thenFitAll: false }]])
    expect((await formOf({ ...published, folds: 5, patience: 10 })).text()).toContain('for the median of the folds’ best epochs.')
  })

  it('say what patience takes from folds', async () => {
    const form = await formOf({ ...published, folds: 5, patience: 10 })
    expect(form.get('.advice').text()).toContain('Each fold holds back a tenth of its training tracks')
    expect((await formOf({ ...published, patience: 10 })).find('.advice').exists()).toBe(false)
  })

  it('go back to the published ones when they were changed', async () => {
    await formOf(published)
    expect(isDisabled('Published settings')).toBe(true)
    const form = await formOf(published, { changed: true })
    await form.get('[data-testid=published-settings]').trigger('click')
    expect(form.emitted('reset')).toHaveLength(1)
  })

  it('offer those that do better on real music, for audio and for texts, and leave out what these have no use for', async () => {
    const form = await formOf(published)
    await form.get('[data-testid=recommended-settings]').trigger('click')
    expect(form.emitted('change')).toEqual([[recommendedSettingsFor('audio')]])
    const recommended = await formOf({ ...published, ...recommendedSettingsFor('audio') }, { changed: true })
    expect(recommended.get('[data-testid=recommended-settings]').attributes()).toHaveProperty('disabled')
    expect(recommended.find('[data-testid=setting-filters]').exists()).toBe(false)
    const ofText = await formOf({ ...published, modality: 'lyrics' })
    await ofText.get('[data-testid=recommended-settings]').trigger('click')
    expect(ofText.emitted('change')).toEqual([[recommendedSettingsFor('lyrics')]])
    const fusion = await formOf(withModality(published, 'audio-lyrics'))
    expect(fusion.find('[data-testid=recommended-settings]').exists()).toBe(false)
  })
})
