// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { VSelect } from 'vuetify/components'
import { type OfferedDevice, processor } from '@shared/domain/device'
import DeviceChoice from '@renderer/training/DeviceChoice.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'

const cpu: OfferedDevice = { ...processor, engines: ['tensorflow', 'onnx'] }
const known = { vendor: 'AMD', memoryBytes: 16e9, driver: 'radv 24' }
const card: OfferedDevice = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', engines: ['onnx'], ...known }

/** Mounts the choice on a machine with these devices. */
function choiceAmong(devices: readonly OfferedDevice[], engine = 'auto') {
  giveWindowApi({ 'devices.list': () => ({ ok: true, value: devices }) })
  return mountComponent(DeviceChoice, { device: 'auto', engine })
}

describe('the choice of a device', () => {
  it('is not shown where there is only one', async () => {
    expect((await choiceAmong([cpu])).find('[data-testid="setting-device"]').exists()).toBe(false)
    expect((await choiceAmong([cpu, card], 'tensorflow')).find('[data-testid="setting-device"]').exists()).toBe(false)
  })

  it('offers the fastest and every device of the engine', async () => {
    const choice = await choiceAmong([cpu, card], 'onnx')
    const select = choice.getComponent(VSelect)
    expect(select.props('items')).toEqual([
      { value: 'auto', title: 'Automatic', subtitle: expect.stringContaining('found by a few steps') },
      { value: 'cpu', title: 'CPU', subtitle: 'processor' },
      { value: 'webgpu', title: 'Radeon VII', subtitle: 'GPU, by WebGPU · AMD · 16.0 GB · radv 24' },
    ])
    select.vm.$emit('update:modelValue', 'webgpu')
    expect(choice.emitted('change')).toEqual([['webgpu']])
  })
})
