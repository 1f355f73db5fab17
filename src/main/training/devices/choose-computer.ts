import { type Device, isAnyDevice, meansDevice, processor } from '@shared/domain/device'
import type { DeviceChoice } from '@shared/domain/device-choice'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { candidatesOf, choiceOf, compareCandidates, type ComparedWork, keyOfComparison } from './compare'
import type { EngineWish } from './wish'

/** What a training worker is given of engines and devices. */
export interface ChosenComputer extends EngineWish {
  readonly adapters: readonly Device[]
  /** Left out where nothing was compared. */
  readonly choice?: DeviceChoice
}

/** What the choice depends on besides the wish. */
export interface ChoiceRequest {
  readonly work: ComparedWork
  /** How many steps the run will take. */
  readonly steps: number
  /** Compares although an earlier comparison is remembered, and remembers the new one. */
  readonly anew: boolean
  readonly job: Pick<JobHandle, 'signal' | 'progress'>
}

/** Under so many steps a comparison on the processor takes longer than the faster engine saves. */
const stepsWorthComparing = 60

/**
 * The engine and the device that train a network. Where the user leaves them open, the candidates are timed on the run's own network and
 * batch, unless an earlier run did so on this machine. Nothing is compared for a short run, and for a head behind frozen branches, whose
 * steps of a millisecond ONNX makes with fewer calls, on a machine without a GPU; then the worker takes what it knows to be good.
 * @throws Failure `cancelled`
 */
export async function chooseComputer(
  context: Pick<ServiceContext, 'devices' | 'choices' | 'runWorker'>,
  wish: EngineWish,
  { work, steps, anew, job }: ChoiceRequest,
): Promise<ChosenComputer> {
  const adapters = await context.devices.adaptersFor(wish)
  const asWished: ChosenComputer = { ...wish, adapters }
  if (!isOpen(wish)) return wish.engine === 'auto' ? { ...asWished, ...(await onlyEngine(context, wish, asWished, work)) } : asWished
  const isShort = steps < stepsWorthComparing || work.network.branches.every(({ frozen }) => frozen)
  if (isShort && !anew && adapters.length === 0) return asWished
  const candidates = candidatesOf(wish, await context.devices.offered(adapters), work)
  if (candidates.length < 2) return asWished
  const key = keyOfComparison(work, candidates)
  const remembered = anew ? null : context.choices.find(key)
  const { compared, failed } = remembered ? { compared: remembered, failed: [] } : await compareCandidates(context, work, candidates, job)
  const [quickest] = compared
  if (!quickest) return asWished
  if (!remembered) context.choices.keep(key, compared)
  const { engine, device } = quickest
  return { adapters, engine, device: device.id, choice: choiceOf(compared, failed, remembered !== null) }
}

/** The engine that alone has the device of a wish, so that the worker loads no other; nothing where several have it. */
async function onlyEngine(
  { devices }: Pick<ServiceContext, 'devices'>,
  wish: EngineWish,
  { adapters }: ChosenComputer,
  work: ComparedWork,
): Promise<Pick<EngineWish, 'engine'> | null> {
  const [first, second] = candidatesOf(wish, await devices.offered(adapters), work)
  return first && !second ? { engine: first.engine } : null
}

/** Whether a wish leaves several devices, or several engines on the processor, to the program. */
function isOpen({ engine, device }: EngineWish): boolean {
  return isAnyDevice(device) || (engine === 'auto' && meansDevice(device, processor))
}
