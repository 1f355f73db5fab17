// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { type OfferedDevice, processor } from '@shared/domain/device'
import DeviceSettings from '@renderer/settings/DeviceSettings.vue'
import { giveWindowApi } from '../../helpers/window-api'
import { mountComponent } from '../helpers/mount-component'
import { press } from '../helpers/page'

const cpu: OfferedDevice = { ...processor, engines: ['tensorflow', 'onnx'] }
const card: OfferedDevice = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', driver: 'radv 24', engines: ['onnx'] }

describe('the devices in Settings', () => {
  it('are listed with what is missing and how to mend it, and are looked for again', async () => {
    const absence = { reason: 'WebGPU needs the Vulkan loader.', mend: 'install libvulkan1' }
    let isInstalled = false
    const { calls } = giveWindowApi({
      'devices.find': () => ({
        ok: true,
        value: isInstalled ? { devices: [cpu, card], absence: null } : { devices: [cpu], absence },
      }),
    })
    const view = await mountComponent(DeviceSettings)
    const names = () => view.findAll('li').map((device) => device.text().replaceAll(/\s+/gu, ' '))
    expect(names()).toEqual(['CPU processor · used by tensorflow and onnx'])
    expect(view.get('[role=note]').text()).toBe('WebGPU needs the Vulkan loader. To mend it: install libvulkan1.')
    isInstalled = true
    await press('Look again')
    expect(names()[1]).toMatch(/^Radeon VII ?GPU, by WebGPU · radv 24 · used by onnx$/u)
    expect(view.find('[role=note]').exists()).toBe(false)
    expect(calls.map(({ argument }) => argument)).toEqual([{ again: false }, { again: true }])
  })
})
