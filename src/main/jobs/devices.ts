import type { TrainingSettings } from '@shared/contract/training-settings'
import type { FoundAdapters } from '@shared/contract/workers/adapters'
import { type Device, engineNames, isAnyDevice, meansDevice, type OfferedDevice, processor, requireDevice } from '@shared/domain/device'
import { asFailure } from '@shared/domain/failure'
import { askWorker } from './ask-worker'
import type { RunWorker } from './run-worker'

type Wish = Pick<TrainingSettings, 'engine' | 'device'>

/** What this machine can train on. Engines are loaded, and adapters looked for, in workers only; answers are kept. */
export interface Devices {
  /** Everything, with the software adapter where there is no GPU. */
  list(): Promise<OfferedDevice[]>
  /** What there is with these adapters, of those that `adaptersFor` gave. */
  offered(adapters: readonly Device[]): Promise<OfferedDevice[]>
  /**
   * Everything, and why there is no GPU for WebGPU where there is none.
   * @param again looks anew
   */
  find(again: boolean): Promise<{ devices: OfferedDevice[]; absence: FoundAdapters['absence'] }>
  /** The adapters that a run needs to know of; a wish for the processor, or for TensorFlow, looks for none. */
  adaptersFor(wish: Wish): Promise<readonly Device[]>
  /** @throws Failure `invalid-argument` that lists what there is, when no engine of the settings has their device */
  check(settings: Wish): Promise<void>
  /**
   * What a run goes on with that is moved to another device: its engine if that has the device, else any.
   * @throws Failure `invalid-argument` that lists what there is, when no engine has the device
   */
  moveTo(device: string, engine: string): Promise<Wish>
}

/** Finds devices and adapters once for as long as the program runs; a failed attempt is made again. */
export function createDevices(runWorker: RunWorker): Devices {
  const answers = createAnswers()
  const system = (): Promise<FoundAdapters> => answers.once('system', () => lookFor(runWorker, 'system'))
  const software = (): Promise<FoundAdapters> => answers.once('software', () => lookFor(runWorker, 'software'))
  const real = async (): Promise<Device[]> => (await system()).adapters.filter((adapter) => adapter.software !== true)
  const all = async (): Promise<readonly Device[]> => {
    const found = (await system()).adapters
    return found.length > 0 ? found : (await software()).adapters
  }
  const offered = (adapters: readonly Device[]): Promise<OfferedDevice[]> =>
    answers.once(JSON.stringify(adapters), async () => {
      const { devices } = await askWorker(runWorker, 'devices', { payload: { adapters: [...adapters] } })
      return devices
    })
  const list = async (): Promise<OfferedDevice[]> => offered(await all())
  const adaptersFor = async ({ engine, device }: Wish): Promise<readonly Device[]> => {
    if (engine === 'tensorflow' || (!isAnyDevice(device) && meansDevice(device, processor))) return []
    return isAnyDevice(device) ? real() : all()
  }
  return {
    list,
    offered,
    find: async (again) => {
      if (again) answers.forget()
      return { devices: await list(), absence: (await system()).absence }
    },
    adaptersFor,
    check: async (settings) => {
      if (!isAnyDevice(settings.device)) requireDevice(await offered(await adaptersFor(settings)), settings)
    },
    moveTo: async (device, engine) => movedTo(await list(), device, engine),
  }
}

/** A search that fails finds nothing: what needs no GPU goes on. */
async function lookFor(runWorker: RunWorker, which: 'system' | 'software'): Promise<FoundAdapters> {
  try {
    return await askWorker(runWorker, 'adapters', { payload: { which } })
  } catch (error) {
    const { message, hint } = asFailure(error)
    return { adapters: [], absence: { reason: `The search for GPUs failed: ${message}`, mend: hint } }
  }
}

function movedTo(offered: readonly OfferedDevice[], device: string, engine: string): Wish {
  requireDevice(offered, { engine: 'auto', device })
  const keeps = engineNames.find((name) => name === engine)
  const has = offered.some((candidate) => meansDevice(device, candidate) && candidate.engines.some((name) => name === keeps))
  return { engine: keeps && has ? keeps : 'auto', device }
}

/** Answers of workers by name, each asked for once; a failed attempt is made again. */
function createAnswers(): { once<Value>(name: string, ask: () => Promise<Value>): Promise<Value>; forget(): void } {
  const kept = new Map<string, Promise<unknown>>()
  return {
    once: async <Value>(name: string, ask: () => Promise<Value>): Promise<Value> => {
      const answer = (kept.get(name) as Promise<Value> | undefined) ?? ask()
      kept.set(name, answer)
      try {
        return await answer
      } catch (error) {
        kept.delete(name)
        throw error
      }
    },
    forget: () => kept.clear(),
  }
}
