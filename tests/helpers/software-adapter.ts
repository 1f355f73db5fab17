import { prepareAdapter } from '@main/engines/adapters/prepare-adapter'
import type { Device } from '@shared/domain/device'

/** The adapter that the processor computes with Electron's driver; this process finds it from now on. */
export function softwareAdapter(): Device {
  const device: Device = { id: 'webgpu-software', name: 'SwiftShader', kind: 'webgpu', software: true }
  prepareAdapter(device)
  return device
}
