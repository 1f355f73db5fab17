import { engineNames, type OfferedDevice } from '@shared/domain/device'
import { asFailure } from '@shared/domain/failure'
import type { Engines, TrainingEngine } from './engine'

/** The engines that can be loaded here, in the order of `engineNames`. */
export function loadableEngines(engines: Engines): TrainingEngine[] {
  return engineNames.flatMap((name) => {
    try {
      return engines[name]()
    } catch (error) {
      if (asFailure(error).code === 'unsupported') return []
      throw error
    }
  })
}

/** The devices of this machine, each once, with the engines that can use it. */
export function devicesOf(engines: readonly TrainingEngine[]): OfferedDevice[] {
  const offered = new Map<string, OfferedDevice>()
  for (const engine of engines) {
    for (const device of engine.devices()) {
      const known = offered.get(device.id)
      offered.set(device.id, { ...device, engines: [...(known?.engines ?? []), engine.name] })
    }
  }
  return [...offered.values()]
}

/** What this machine can train on; loads every engine. */
export function listDevices(engines: Engines): OfferedDevice[] {
  return devicesOf(loadableEngines(engines))
}
