import { lossInWords, type LostDevice } from '@shared/domain/computed-on'
import { anyDevice, type Device, meansDevice, processor } from '@shared/domain/device'
import { asFailure, Failure } from '@shared/domain/failure'
import type { Library } from '../../store/library'
import { epochsOfRun } from '../../store/runs'

/**
 * What a failed training says of its device: `gone` when it was not there to go on with; `lost` when the worker said so, or ended without
 * an answer while it computed on a GPU, whose driver takes its process with it; null when something else failed.
 * @param computer what it computed on; null before it began
 * @param wanted the device that the worker was asked for
 */
export function lostDeviceOf(library: Library, runId: string, error: unknown, computer: Device | null, wanted: string): LostDevice | null {
  const { code, message } = asFailure(error)
  const epoch = epochsOfRun(library.database, runId).at(-1)?.epoch ?? 0
  if (code === 'device-gone') return { how: 'gone', device: wanted, epoch, reason: message }
  const isGpu = computer ? computer.kind !== 'cpu' : wanted !== anyDevice && !meansDevice(wanted, processor)
  const isLost = code === 'device-lost' || (isGpu && code === 'worker-crashed')
  return isLost ? { how: 'lost', device: computer?.name ?? wanted, epoch, reason: message } : null
}

/** The failure of a run that broke off for its device; its hint says what can be done, its cause what happened. */
export function failureOfLoss(loss: LostDevice, error: unknown): Failure {
  if (loss.how === 'gone') return asFailure(error)
  return new Failure('device-lost', `${lossInWords(loss)} ${loss.reason}`, goOn, { cause: error })
}

const goOn = 'Every epoch up to the last checkpoint is kept: go on with the CPU, or try the device again.'
