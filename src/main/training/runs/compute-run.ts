import { engineSchema, type Fallback } from '@shared/contract/devices'
import type { TrainingSettings } from '@shared/contract/training-settings'
import type { TrainingPayload, TrainingResult } from '@shared/contract/workers/training'
import { lossInWords } from '@shared/domain/computed-on'
import { type Device, meansDevice, processor } from '@shared/domain/device'
import { describeError } from '@shared/domain/report-unexpected'
import { optimiserSettingsOf } from '../../learning/optimiser-settings'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import type { StoredRun } from '../../store/runs'
import { chooseComputer } from '../devices/choose-computer'
import { failureOfLoss, lostDeviceOf } from './lost-device'
import type { PreparedInputs } from './prepare-inputs'
import type { RunLog } from './run-log'

/** How a run begins, or goes on. */
export interface RunStart {
  /** Go on from the last checkpoint. */
  readonly resume: boolean
  /** What it goes on with instead of the engine and the device that it began with. */
  readonly on?: Pick<TrainingSettings, 'engine' | 'device'> | undefined
  /** Instead of that of its settings. */
  readonly fallback?: Fallback | undefined
  /** Compares devices although an earlier comparison is remembered. */
  readonly compareDevices?: boolean | undefined
}

/** What the computation of a run works with. */
export interface Computation {
  readonly context: ServiceContext
  readonly library: Library
  readonly run: StoredRun
  readonly prepared: PreparedInputs
  readonly log: RunLog
  readonly job: JobHandle
  /** How many there are in all sets. */
  readonly samples: number
}

/** A stopped training may end its epoch and predict with its best weights before it is killed. */
const stopGraceMilliseconds = 60_000

/**
 * Trains a run in a worker. When its device is lost or gone it goes on with the CPU from its last checkpoint, if the fallback says so.
 * @throws Failure `device-lost` or `device-gone`, kept with the run, when it does not go on; what the worker throws
 */
export async function computeRun(computation: Computation, start: RunStart): Promise<TrainingResult> {
  const { context, library, run, log, job, samples } = computation
  const message = `Training on ${samples} samples`
  const payload = await payloadOf(computation, start)
  let computer: Device | null = null
  try {
    return await askWorker(context.runWorker, 'training', {
      payload,
      onProgress: (progress) => job.progress({ ...progress, message: progress.message ?? message }),
      onItem: (item) => {
        if (item.kind === 'started') computer = item.device
        log.receive(item)
      },
      signal: job.signal,
      graceMilliseconds: stopGraceMilliseconds,
    })
  } catch (error) {
    const found = lostDeviceOf(library, run.id, error, computer, payload.device)
    if (found === null) throw error
    const loss = { ...found, device: await nameOf(context, found.device) }
    context.choices.forget(loss.device)
    const fallback = start.fallback ?? run.settings.fallback
    const failure = failureOfLoss(loss, error)
    if (fallback === 'none' || job.signal.aborted) {
      log.change({ lost: loss })
      throw failure
    }
    const next = loss.epoch === 0 ? 'It begins anew with the CPU.' : 'It goes on with the CPU from its last checkpoint.'
    context.emit({ type: 'notice', text: `${run.name}: ${lossInWords(loss)} ${next}` })
    if (loss.how === 'lost') context.log(describeError(failure))
    return computeRun(computation, { ...start, resume: true, on: onProcessor })
  }
}

/** The name of a device that was asked for by its id or kind; what was asked for where it is not here. */
async function nameOf({ devices }: ServiceContext, wanted: string): Promise<string> {
  const offered = await devices.list().catch(() => [])
  return offered.find((device) => meansDevice(wanted, device))?.name ?? wanted
}

/** ONNX computes on every processor; TensorFlow's build for GPUs offers none. */
const onProcessor: NonNullable<RunStart['on']> = { engine: 'onnx', device: processor.id }

async function payloadOf(computation: Computation, { resume, on, compareDevices = false }: RunStart): Promise<TrainingPayload> {
  const { library, run, prepared, context, samples, job } = computation
  const { id, network, settings, engine, device } = run
  const { tables, initialWeightsPaths, excerptRule } = prepared
  const folder = runFolder(library, id)
  const { epochs, batchSize } = settings
  // A run goes on with the engine and the device that it began with: others would not repeat its steps to the last bit.
  const begunWith = { engine: engineSchema.parse(engine), device: device === '' ? settings.device : device }
  const wish = on ?? (resume ? begunWith : { engine: settings.engine, device: settings.device })
  const vocabularySizes = Object.fromEntries([...tables].map(([kind, { size }]) => [kind, size]))
  const work = { network, excerptRule, vocabularySizes, batchSize }
  const steps = epochs * (Math.max(1, settings.folds) + (settings.thenFitAll ? 1 : 0)) * Math.ceil(samples / batchSize)
  const { choice, ...computer } = await chooseComputer(context, wish, { work, steps, anew: compareDevices, job })
  return {
    runDirectory: folder.directory,
    network,
    ...computer,
    adapters: [...computer.adapters],
    ...(choice && { choice }),
    settings: optimiserSettingsOf(settings),
    manifestPath: folder.manifestPath,
    resume,
    folds: settings.folds,
    fitAll: settings.thenFitAll,
    vocabularySizes,
    excerptRule,
    initialWeightsPaths: [...initialWeightsPaths],
  }
}
