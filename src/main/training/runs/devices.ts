import type { TrainingSettings } from '@shared/contract/training'
import { anyDevice, engineNames, meansDevice, type OfferedDevice, requireDevice } from '@shared/domain/device'
import { askWorker } from '../../jobs/ask-worker'
import type { ServiceContext } from '../../service-context'

/** What this machine can train on. */
export interface Devices {
  /** Asked of a worker the first time, for engines are loaded in workers only. */
  list(): Promise<OfferedDevice[]>
  /** @throws Failure `invalid-argument` that lists what there is, when no engine of the settings has their device */
  check(settings: Pick<TrainingSettings, 'engine' | 'device'>): Promise<void>
  /**
   * What a run goes on with that is moved to another device: its engine if that has the device, else any.
   * @throws Failure `invalid-argument` that lists what there is, when no engine has the device
   */
  moveTo(device: string, engine: string): Promise<Pick<TrainingSettings, 'engine' | 'device'>>
}

/** Finds the devices once for as long as the program runs; a failed attempt is made again. */
export function createDevices({ runWorker }: Pick<ServiceContext, 'runWorker'>): Devices {
  let found: Promise<OfferedDevice[]> | null = null
  const list = async (): Promise<OfferedDevice[]> => {
    found ??= askWorker(runWorker, 'devices', { payload: {} }).then(({ devices }) => devices)
    try {
      return await found
    } catch (error) {
      found = null
      throw error
    }
  }
  return {
    list,
    check: async (settings) => {
      if (settings.device !== anyDevice) requireDevice(await list(), settings)
    },
    moveTo: async (device, engine) => {
      const offered = await list()
      requireDevice(offered, { engine: 'auto', device })
      const keeps = engineNames.find((name) => name === engine)
      const has = offered.some((candidate) => meansDevice(device, candidate) && candidate.engines.some((name) => name === keeps))
      return { engine: keeps && has ? keeps : 'auto', device }
    },
  }
}
