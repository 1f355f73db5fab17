// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { VSelect } from 'vuetify/components'
import { backboneCardSchema, exampleCard, parseBackboneCard } from '@shared/contract/backbone-card'
import type { Backbone } from '@shared/contract/backbones'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { useJobsStore } from '@renderer/api/stores/jobs-store'
import BackboneChoice from '@renderer/training/BackboneChoice.vue'
import BackbonesDialog from '@renderer/training/BackbonesDialog.vue'
import { modalityChoices, withModality } from '@renderer/training/modality-choice'
import { madeUpCard } from '../../helpers/backbones'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { openDialog } from '../helpers/open-dialog'
import { isDisabled, pageText, press } from '../helpers/page'

const backbone = (id: number, name: string): Backbone => ({
  id,
  name,
  card: backboneCardSchema.parse(madeUpCard()),
  digest: 'a'.repeat(64),
  bytes: 18_500_000,
  units: 256,
  addedAt: '2026-01-02T03:04:05.000Z',
})

async function open(backbones: readonly Backbone[], answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const jobs = ['job', 'other']
  const api = giveWindowApi({
    'jobs.list': answer([]),
    'app.chooseFile': answer('/models/listener.onnx'),
    'backbones.add': () => ({ ok: true, value: { jobId: jobs.shift() ?? '' } }),
    'backbones.remove': answer(null),
    ...answers,
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useJobsStore().refresh()
  const asked = (name: string): unknown[] => api.calls.filter((call) => call.name === name).map(({ argument }) => argument)
  return { api, asked, ...(await openDialog(BackbonesDialog, { backbones }, { pinia })) }
}

describe('backbones', () => {
  it('are explained where there are none', async () => {
    await open([])
    expect(pageText()).toContain('None yet. Add an ONNX model of audio with its card: then Train offers a network that reads it.')
    expect(isDisabled('Add')).toBe(true)
  })

  it('begin with a card, of which an example can be copied', async () => {
    const { asked } = await open([], { 'app.copyText': answer(null) })
    await press('Copy an example')
    const [copied] = asked('app.copyText') as { text: string }[]
    expect(parseBackboneCard(JSON.parse(copied?.text ?? ''), 'card.json').name).toBe(exampleCard.name)
  })

  it('are listed with what they read, their size and their licence, and removed after a question', async () => {
    const { asked } = await open([backbone(3, 'Listener')])
    expect(pageText()).toContain('Listenerthe waveform at 16,000 Hz · 256 numbers · 18.5 MB')
    expect(pageText()).toContain('Licence: CC0-1.0')
    await press('Remove Listener…')
    await press('Remove')
    expect(asked('backbones.remove')).toEqual([{ backboneId: 3 }])
  })

  it('are added from a file with the card beside it; what was refused is kept, what was added is not', async () => {
    const { api, asked } = await open([])
    await press('ONNX file…')
    expect(pageText()).toContain('listener.json beside it')
    await press('Add')
    expect(asked('backbones.add')).toEqual([{ path: '/models/listener.onnx' }])
    const failure = { code: 'file-missing', message: 'listener.onnx has no card.', hint: 'Write its card.' } as const
    api.send({ type: 'job', job: jobOf({ id: 'job', kind: 'backbone', state: 'failed', failure }) })
    await flushPromises()
    expect(isDisabled('Add')).toBe(false)
    await press('Add')
    api.send({ type: 'job', job: jobOf({ id: 'other', kind: 'backbone', state: 'done' }) })
    await flushPromises()
    expect(isDisabled('Add')).toBe(true)
  })
})

describe('a network behind a backbone', () => {
  const settings = trainingSettingsSchema.parse({})

  it('is offered where the library has one, with the recommended settings', () => {
    expect(modalityChoices(['audio'])).not.toContainEqual(expect.objectContaining({ value: 'backbone' }))
    expect(modalityChoices(['audio'], 1)).toContainEqual(expect.objectContaining({ value: 'backbone', disabled: false }))
    expect(modalityChoices(['lyrics'], 1)).toContainEqual(expect.objectContaining({ value: 'backbone', disabled: true }))
    const behind = withModality(settings, 'backbone')
    expect(behind).toMatchObject({ modality: 'backbone', architecture: 'recommended', optimiser: 'adam', network: null })
    expect(withModality({ ...behind, backboneId: 3 }, 'audio').backboneId).toBeNull()
  })

  it('reads the newest, or one that is chosen', async () => {
    giveWindowApi()
    const backbones = [backbone(3, 'Listener'), backbone(2, 'Older')]
    const choice = await mountComponent(BackboneChoice, { settings: withModality(settings, 'backbone'), backbones })
    const select = choice.getComponent(VSelect)
    expect(select.props('items')).toMatchObject([{ value: 0, subtitle: 'now Listener' }, { title: 'Listener' }, { title: 'Older' }])
    select.vm.$emit('update:modelValue', 2)
    select.vm.$emit('update:modelValue', 0)
    expect(choice.emitted('change')).toEqual([[{ backboneId: 2 }], [{ backboneId: null }]])
    const other = await mountComponent(BackboneChoice, { settings, backbones })
    expect(other.findComponent(VSelect).exists()).toBe(false)
  })
})
