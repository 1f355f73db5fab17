import type { TrainingPayload } from '@shared/contract/workers/training'
import { lossInWords } from '@shared/domain/computed-on'
import { describeDevice, devicesMeant, requireDevice } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'
import { isHead, type NetworkPlan } from '../network/plan'
import type { EngineOnDevice, Engines, TrainingEngine } from './engine'
import { devicesOf, loadableEngines } from './list-devices'

/** What a user wants to train with; both may be `auto`. */
export type EngineWish = Pick<TrainingPayload, 'engine' | 'device'>

/**
 * The engine and the device that train a network. What `auto` leaves open here was not worth a comparison: then ONNX takes a head behind
 * frozen branches, whose steps of a millisecond it makes with fewer calls, and TensorFlow everything else.
 * @throws Failure `unsupported` when the wanted engine cannot be loaded; `invalid-argument` when it has no such device
 */
export function chooseEngine(wish: EngineWish, engines: Engines, plan: NetworkPlan): EngineOnDevice {
  if (wish.engine === 'auto' && isHead(plan)) {
    const [onOnnx] = matching([engines.onnx()], wish.device)
    if (onOnnx) return onOnnx
  }
  return engineForBranches(wish, engines)
}

/** What computes the outputs of frozen branches, once a track: under `auto` TensorFlow where it can be loaded. */
export function engineForBranches(wish: EngineWish, engines: Engines): EngineOnDevice {
  const loaded = wantedEngines(wish, engines)
  const [first] = matching(loaded, wish.device)
  if (first) return first
  requireDevice(devicesOf(loaded), wish)
  throw new RangeError('An engine has at least one device.')
}

/**
 * Refuses to go on with a run whose device is gone: another one is for the user to choose, for its steps differ a little.
 * @throws Failure `device-gone` that lists what its engine has here
 */
export function requireDeviceToGoOn(wish: EngineWish, engines: Engines): void {
  const loaded = wantedEngines(wish, engines)
  if (matching(loaded, wish.device).length > 0) return
  const list = devicesOf(loaded).map((device) => `${device.id} (${describeDevice(device)})`)
  fail(
    'device-gone',
    lossInWords({ how: 'gone', device: wish.device, epoch: 0 }),
    `Connect it again, or go on with another: ${list.join('; ')}.`,
  )
}

function wantedEngines({ engine }: EngineWish, engines: Engines): TrainingEngine[] {
  return engine === 'auto' ? loadableEngines(engines) : [engines[engine]()]
}

function matching(engines: readonly TrainingEngine[], wanted: string): EngineOnDevice[] {
  const all = engines.flatMap((engine) => engine.devices().map((device) => ({ engine, device })))
  return devicesMeant(wanted, all, ({ device }) => device)
}
