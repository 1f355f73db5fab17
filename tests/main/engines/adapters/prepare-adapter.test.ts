import { beforeEach, describe, expect, it, vi } from 'vitest'
import { findElectron, softwareDriverOf } from '@main/engines/adapters/electron-folder'
import { prepareAdapter } from '@main/engines/adapters/prepare-adapter'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { type Device, processor } from '@shared/domain/device'

const software: Device = { id: 'webgpu-software', name: 'SwiftShader Device (Subzero)', kind: 'webgpu', software: true }
const real: Device = { id: 'webgpu', name: 'Radeon', kind: 'webgpu' }
const electron = findElectron()
const driver = electron && softwareDriverOf(electron)

describe('the environment of a process that computes on WebGPU', () => {
  beforeEach(() => {
    vi.stubEnv('VK_ICD_FILENAMES', undefined)
    vi.stubEnv('VK_DRIVER_FILES', undefined)
    return () => void vi.unstubAllEnvs()
  })

  it.skipIf(driver === null)('names the driver of Electron for its software adapter', () => {
    prepareAdapter(software)
    expect(process.env['VK_ICD_FILENAMES']).toBe(driver)
  })

  it.each([real, processor, { ...software, name: 'llvmpipe (LLVM 15.0.7, 256 bits)' }])('stays as it is for $name', (device) => {
    prepareAdapter(device)
    expect(process.env['VK_ICD_FILENAMES']).toBeUndefined()
  })

  it.each(['VK_ICD_FILENAMES', 'VK_DRIVER_FILES'])('keeps the driver that a user names by %s', (variable) => {
    vi.stubEnv(variable, '/mine.json')
    prepareAdapter(software)
    expect([process.env['VK_ICD_FILENAMES'], process.env['VK_DRIVER_FILES']].filter(Boolean)).toEqual(['/mine.json'])
  })
})

it('ONNX offers a GPU before the processor, and a software adapter after it', () => {
  const ids = (adapters: readonly Device[]): string[] =>
    createOnnxEngine(adapters)
      .devices()
      .map(({ id }) => id)
  expect(ids([])).toEqual(['cpu'])
  expect(ids([software, real])).toEqual(['webgpu', 'cpu', 'webgpu-software'])
})
