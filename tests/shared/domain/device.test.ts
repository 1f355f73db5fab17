import { describe, expect, it } from 'vitest'
import { deviceSchema } from '@shared/contract/devices'
import { type Device, devicesMeant, meansDevice, type OfferedDevice, processor, requireDevice } from '@shared/domain/device'

const card: Device = { id: 'webgpu', name: 'NVIDIA RTX 4070', kind: 'webgpu', vendor: 'NVIDIA', driver: '560.35', memoryBytes: 12e9 }
const software: Device = { id: 'webgpu-software', name: 'SwiftShader Device (Subzero)', kind: 'webgpu', software: true }
const meant = (wish: string, devices: readonly Device[]): string[] => devicesMeant(wish, devices, (device) => device).map(({ id }) => id)

describe('a wish for a device', () => {
  it('means a software adapter by its id, kind or name, never by auto', () => {
    expect(meansDevice('auto', software)).toBe(false)
    for (const wish of ['webgpu-software', 'webgpu', ' swiftshader device (subzero) ']) expect(meansDevice(wish, software)).toBe(true)
    expect(meant('auto', [processor, software])).toEqual(['cpu'])
  })

  it('takes a real GPU first, and the software adapter where nothing else answers', () => {
    expect(meant('webgpu', [processor, software, card])).toEqual(['webgpu'])
    expect(meant('webgpu', [processor, software])).toEqual(['webgpu-software'])
    expect(meant('webgpu-software', [processor, software, card])).toEqual(['webgpu-software'])
  })

  it('is refused with a list that says which adapter the processor computes', () => {
    const offered: OfferedDevice[] = [
      { ...processor, engines: ['tensorflow', 'onnx'] },
      { ...software, engines: ['onnx'] },
    ]
    expect(() => requireDevice(offered, { engine: 'auto', device: 'cuda' })).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining('webgpu-software (SwiftShader Device (Subzero), computed by the processor, by onnx)'),
      }),
    )
  })
})

it('reads the devices of earlier versions, and keeps all that is known of a new one', () => {
  expect(deviceSchema.parse({ id: 'cpu', name: 'CPU', kind: 'cpu' })).toEqual(processor)
  expect(deviceSchema.parse(card)).toEqual(card)
})
