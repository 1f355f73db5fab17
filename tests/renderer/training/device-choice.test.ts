// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { reactive } from 'vue'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { VSelect } from 'vuetify/components'
import type { ComparedDevices } from '@shared/contract/devices'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { type OfferedDevice, processor } from '@shared/domain/device'
import type { DeviceChoice as Choice } from '@shared/domain/device-choice'
import BatchAdvice from '@renderer/training/BatchAdvice.vue'
import DeviceChoice from '@renderer/training/DeviceChoice.vue'
import { datasetOf } from '../../helpers/dataset'
import { jobOf } from '../../helpers/job'
import { giveWindowApi, type WindowAnswer } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { mountComponent } from '../helpers/mount-component'
import { all, button, isDisabled, pageText, press } from '../helpers/page'

const cpu: OfferedDevice = { ...processor, engines: ['tensorflow', 'onnx'] }
const known = { vendor: 'AMD', memoryBytes: 16e9, driver: 'radv 24' }
const card: OfferedDevice = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', engines: ['onnx'], ...known }
const software: OfferedDevice = { id: 'webgpu-software', name: 'SwiftShader', kind: 'webgpu', software: true, engines: ['onnx'] }
const compared: Choice = {
  reason: 'ONNX on Radeon VII was the quickest',
  remembered: false,
  compared: [
    { engine: 'onnx', device: card, millisecondsAStep: 3.14 },
    { engine: 'onnx', device: processor, millisecondsAStep: 41.3 },
  ],
}

/** Mounts the choice on a machine with these devices. */
async function choiceAmong(
  devices: readonly OfferedDevice[],
  part: Partial<TrainingSettings> = {},
  answers: Record<string, WindowAnswer> = {},
) {
  const api = giveWindowApi({
    'devices.find': answer({ devices, absence: null }),
    'devices.remembered': answer(null),
    'devices.compare': answer({ jobId: 'compared' }),
    ...answers,
  })
  const props = reactive({ dataset: datasetOf(), settings: trainingSettingsSchema.parse(part) })
  return { ...api, props, choice: await mountComponent(DeviceChoice, props) }
}

describe('the choice of a device', () => {
  it('offers what the program finds and every device of the engine, with all that is known of it', async () => {
    const { choice } = await choiceAmong([cpu, card, software], { engine: 'onnx' })
    const select = choice.getComponent(VSelect)
    expect(select.props('items')).toEqual([
      { value: 'auto', title: 'Automatic', subtitle: expect.stringContaining('found by a few steps') },
      { value: 'cpu', title: 'CPU', subtitle: 'processor' },
      { value: 'webgpu', title: 'Radeon VII', subtitle: 'GPU, by WebGPU · AMD · 16.0 GB · radv 24' },
      { value: 'webgpu-software', title: 'SwiftShader', subtitle: 'software, computed by the processor: slow' },
    ])
    select.vm.$emit('update:modelValue', 'webgpu')
    expect(choice.emitted('change')).toEqual([[{ device: 'webgpu' }]])
    expect((await choiceAmong([cpu, card], { engine: 'tensorflow' })).choice.getComponent(VSelect).props('items')).toHaveLength(2)
  })

  it('says what Automatic remembers of this network', async () => {
    const { choice } = await choiceAmong([cpu, card], {}, { 'devices.remembered': answer({ ...compared, remembered: true }) })
    expect(choice.text()).toContain('Last time: ONNX on Radeon VII 3.1 ms a step; ONNX on CPU 41 ms')
    expect(choice.getComponent(VSelect).props('items')).toMatchObject([{ subtitle: 'last time: ONNX on Radeon VII' }, {}, {}])
  })

  it('compares when it is asked to, with progress, and lets the quickest be chosen', async () => {
    const { choice, send, calls, props } = await choiceAmong([cpu, card], { batchSize: 8 })
    await press('Compare devices')
    const started = calls.find(({ name }) => name === 'devices.compare')?.argument
    expect(started).toMatchObject({ datasetId: 1, settings: { engine: 'auto', batchSize: 8 } })
    send({ type: 'job', job: jobOf({ id: 'compared', kind: 'comparison', title: 'Compare devices', state: 'running', message: 'ONNX' }) })
    await flushPromises()
    expect(isDisabled('Compare devices')).toBe(true)
    expect(pageText()).toContain('Cancel')
    const failed = [{ engine: 'tensorflow' as const, device: processor, reason: 'It was killed.' }]
    const value: ComparedDevices = { choice: compared, failed }
    send({ type: 'job', job: jobOf({ id: 'compared', kind: 'comparison', state: 'done', value }) })
    await flushPromises()
    expect(all('.compared-devices tr').map((row) => row.text().replaceAll(/\s+/gu, ' '))).toEqual([
      expect.stringMatching(/^ONNX on Radeon VII · the quickest ?3\.1 ms a step ?Use$/u),
      expect.stringMatching(/^ONNX on CPU ?41 ms a step ?Use$/u),
    ])
    expect(pageText()).toContain('TensorFlow on CPU: It was killed.')
    await press('Use ONNX on Radeon VII')
    expect(choice.emitted('change')).toEqual([[{ engine: 'onnx', device: 'webgpu' }]])
    props.settings = { ...props.settings, engine: 'onnx', device: 'webgpu' }
    await flushPromises()
    expect(button('Use ONNX on Radeon VII').text()).toBe('Chosen')
    props.settings = { ...props.settings, batchSize: 16 }
    await flushPromises()
    expect(all('.compared-devices')).toEqual([])
  })

  it('compares nothing without a dataset, and shows none of a comparison that was cancelled', async () => {
    const { props, send } = await choiceAmong([cpu])
    await press('Compare devices')
    send({ type: 'job', job: jobOf({ id: 'compared', kind: 'comparison', state: 'cancelled' }) })
    await flushPromises()
    expect(all('.compared-devices')).toEqual([])
    expect(isDisabled('Compare devices')).toBe(false)
    Object.assign(props, { dataset: null })
    await flushPromises()
    expect(isDisabled('Compare devices')).toBe(true)
  })
})

describe('the advice on the batch size', () => {
  const adviceOf = async (suggestBatch: WindowAnswer) => {
    giveWindowApi({ 'devices.suggestBatch': suggestBatch })
    return mountComponent(BatchAdvice, { dataset: datasetOf(), settings: trainingSettingsSchema.parse({ device: 'webgpu' }) })
  }

  it('says why, and changes nothing unless it is taken', async () => {
    const advice = await adviceOf(answer({ device: 'Radeon VII', batchSize: 256, reason: 'Small batches leave a GPU idle.' }))
    expect(advice.text()).toContain('Small batches leave a GPU idle.')
    expect(advice.emitted('use')).toBeUndefined()
    await press('Use 256')
    expect(advice.emitted('use')).toEqual([[256]])
  })

  it('is silent where there is none, or the settings do not fit', async () => {
    expect((await adviceOf(answer(null))).find('.advice').exists()).toBe(false)
    expect((await adviceOf(refusal())).find('.advice').exists()).toBe(false)
  })

  it('is asked again only once the settings have settled', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { calls } = giveWindowApi({ 'devices.suggestBatch': answer(null) })
    const props = reactive({ dataset: datasetOf(), settings: trainingSettingsSchema.parse({}) })
    await mountComponent(BatchAdvice, props)
    for (const filters of [8, 16, 32]) {
      props.settings = { ...props.settings, filters }
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(1000)
    const asked = calls.filter(({ name }) => name === 'devices.suggestBatch').map(({ argument }) => argument)
    expect(asked).toMatchObject([{}, { settings: { filters: 32 } }])
  })
})
