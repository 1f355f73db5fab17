import type { Run } from '@shared/contract/training'
import { stretchesInWords } from '@shared/domain/computed-on'
import type { Device, DeviceKind } from '@shared/domain/device'
import { formatBytes } from './format'

const providers: Readonly<Record<DeviceKind, string>> = {
  cpu: 'processor',
  cuda: 'GPU, by CUDA',
  webgpu: 'GPU, by WebGPU',
  dml: 'GPU, by DirectML',
  coreml: 'GPU, by Core ML',
}

/** What a device is and how it is reached, such as "GPU, by WebGPU"; that the processor computes it where it does. */
export function deviceProvider({ kind, software = false }: Device): string {
  return software ? 'software, computed by the processor: slow' : providers[kind]
}

/** All that is known of a device beside its name, such as "GPU, by WebGPU · AMD · 8.6 GB · radv 24.2". */
export function deviceDetails(device: Device): string {
  const { vendor, memoryBytes, driver, name } = device
  const maker = vendor !== undefined && !name.toLowerCase().includes(vendor.toLowerCase()) ? [vendor] : []
  const memory = memoryBytes === undefined ? [] : [formatBytes(memoryBytes)]
  return [deviceProvider(device), ...maker, ...memory, ...(driver === undefined ? [] : [driver])].join(' · ')
}

/** A device in one line, with its driver where it is known. */
export function deviceWithDriver({ name, driver }: Pick<Device, 'name' | 'driver'>): string {
  return driver === undefined ? name : `${name} (${driver})`
}

/** Engine, device and driver of a run in one line; which epochs were computed where, if there were several. */
export function computerOf({ engine, device, computedOn }: Pick<Run, 'engine' | 'device' | 'computedOn'>): string {
  const last = computedOn.at(-1)
  const stretches = stretchesInWords(computedOn)
  const where = stretches === '' ? (last ? deviceWithDriver(last.device) : device) : stretches
  return where === '' ? engine : `${engine}, ${where}`
}
