import type { Device } from '@shared/domain/device'
import { findElectron, softwareDriverOf } from './electron-folder'

/** By which of the Vulkan loader's variables a user names drivers: what is set is left as it is. */
const driverVariables = ['VK_ICD_FILENAMES', 'VK_DRIVER_FILES'] as const

/** What the environment of a process must hold for Electron's software driver; null where there is none. */
export function softwareEnvironment(): Record<string, string> | null {
  const electron = findElectron()
  const manifest = electron && softwareDriverOf(electron)
  return manifest === null ? null : { VK_ICD_FILENAMES: manifest }
}

/**
 * Sets what WebGPU needs of the environment to find a device. To be called before the first WebGPU session of the process: adapters are
 * looked for once.
 */
export function prepareAdapter({ kind, software = false, name }: Device): void {
  if (kind !== 'webgpu' || !software || !/swiftshader/i.test(name)) return
  if (driverVariables.some((variable) => process.env[variable] !== undefined)) return
  Object.assign(process.env, softwareEnvironment())
}
