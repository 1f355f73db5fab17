import { describe, expect, it } from 'vitest'
import { type Device, processor } from '@shared/domain/device'
import { deviceDetails, deviceWithDriver } from '@renderer/ui/device-words'

const radeon: Device = { id: 'webgpu', name: 'Radeon VII', kind: 'webgpu', vendor: 'AMD', driver: 'radv 24.2', memoryBytes: 16e9 }

describe('a device in words', () => {
  it('is said with all that is known of it', () => {
    expect(deviceDetails(processor)).toBe('processor')
    expect(deviceDetails(radeon)).toBe('GPU, by WebGPU · AMD · 16.0 GB · radv 24.2')
    expect(deviceDetails({ ...radeon, name: 'AMD Radeon VII' })).toBe('GPU, by WebGPU · 16.0 GB · radv 24.2')
    expect(deviceWithDriver(radeon)).toBe('Radeon VII (radv 24.2)')
    expect(deviceWithDriver(processor)).toBe('CPU')
  })

  it('is named as software where the processor computes it', () => {
    const software: Device = { id: 'software', name: 'SwiftShader Device (Subzero)', kind: 'webgpu', software: true }
    expect(deviceDetails(software)).toBe('software, computed by the processor: slow')
  })
})
