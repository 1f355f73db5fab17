import type { BatchSuggestion } from '@shared/contract/devices'
import { type Device, meansDevice } from '@shared/domain/device'
import { bytesOfStep, fitsDevice } from '../../network/fits-device'
import { studyInputs } from '../../network/inputs'
import { type NetworkPlan, planNetwork } from '../../network/plan'
import type { ComparedWork } from './compare'
import type { EngineWish } from './wish'

/** More samples in a batch change what a network learns too much. */
const largestBatch = 1024
/** A quarter leaves room for what the driver, the window and the samples themselves take. */
const shareOfMemory = 0.25

/**
 * A batch size that fills a GPU: the largest power of two whose step takes at most a quarter of its memory and whose buffers fit.
 * @returns null for the processor, for a device whose memory is not known, and where a batch of two does not fit
 */
export function suggestBatchSize(plan: NetworkPlan, device: Device): BatchSuggestion | null {
  const { memoryBytes, name, kind, software = false } = device
  if (memoryBytes === undefined || kind === 'cpu' || software) return null
  const budget = shareOfMemory * memoryBytes
  let batchSize = largestBatch
  while (batchSize >= 2 && !(bytesOfStep(plan, batchSize) <= budget && fitsDevice(plan, batchSize, device))) batchSize /= 2
  if (batchSize < 2) return null
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`
  const reason =
    `Steps of ${batchSize} samples take about ${gigabytes(bytesOfStep(plan, batchSize))} of the ${gigabytes(memoryBytes)} of ${name}; ` +
    'small batches leave a GPU idle. A larger batch makes fewer steps an epoch, so that it may need more epochs or a larger learning rate.'
  return { device: name, batchSize, reason }
}

/** A suggestion for the device of settings; null where the batch is large enough, and where the device has no figure. */
export function suggestBatch(offered: readonly Device[], wish: EngineWish, work: ComparedWork): BatchSuggestion | null {
  const device = offered.find((candidate) => candidate.kind !== 'cpu' && meansDevice(wish.device, candidate))
  if (!device) return null
  const suggestion = suggestBatchSize(planNetwork(work.network, studyInputs(work.vocabularySizes, work.excerptRule)), device)
  return suggestion !== null && suggestion.batchSize > work.batchSize ? suggestion : null
}
