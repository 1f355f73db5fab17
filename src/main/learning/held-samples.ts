import type { TrainingSample } from '@shared/contract/workers/training'
import { sizeOfInput } from '../network/inputs'
import type { BatchInputs, HeldRows } from '../engines/engine'
import { variesInputs } from './augment'
import { chunksOf } from './batches'
import { keptArrays, knownLabels, newArray, readInputs, targetsOf } from './samples'
import type { Training } from './training'

/** Names samples that the session holds. */
export type HeldBatch = (samples: readonly TrainingSample[]) => HeldRows

/** So many files are open at once. */
const samplesReadAtOnce = 256

/**
 * Puts all training samples beside the weights, where the session gains from it and has room.
 * @returns null when steps must carry their samples, as those do that are varied
 */
export async function holdSamples({
  session,
  plan,
  train,
  settings,
  branchRows,
}: Pick<Training, 'session' | 'plan' | 'train' | 'settings' | 'branchRows'>): Promise<HeldBatch | null> {
  if (variesInputs(plan, branchRows, settings) || !session.canHold(train.length)) return null
  const arrays = keptArrays()
  const joined = plan.branches.map(({ modality, input }) => ({
    modality,
    size: sizeOfInput(input),
    numbers: newArray(input, train.length),
  }))
  let done = 0
  for (const samples of chunksOf(train, samplesReadAtOnce)) {
    const { values } = await readInputs(plan, samples, branchRows, arrays)
    for (const { modality, size, numbers } of joined) numbers.set(values[modality] ?? [], done * size)
    done += samples.length
  }
  const values: BatchInputs['values'] = Object.fromEntries(joined.map(({ modality, numbers }) => [modality, numbers]))
  const targets = targetsOf(train, settings.targetScale)
  await session.hold({ size: train.length, values, ...targets })
  const rows = new Map(train.map((sample, row) => [sample, row]))
  return (samples) => ({
    rows: Int32Array.from(samples, (sample) => rows.get(sample) ?? notHeld(sample)),
    ...(targets.known && { knownTargets: knownLabels(samples) }),
  })
}

function notHeld({ trackId }: TrainingSample): never {
  throw new RangeError(`Track ${trackId} is no training sample.`)
}
