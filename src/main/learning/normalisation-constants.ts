import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/modality'
import type { InputShape } from '../network/inputs'
import type { NetworkPlan } from '../network/plan'
import type { Weights, WeightTensor } from '../network/weights'
import { readInput } from './samples'
import type { TrainingEnvironment } from './environment'

type Environment = Pick<TrainingEnvironment, 'signal' | 'yieldToEvents'>

/** Count, mean and sum of squared deviations of some numbers. */
interface Spread {
  count: number
  mean: number
  squares: number
}

/**
 * The constants of the normalisation layers from a training set, one file in memory at a time: for each branch that begins with such a
 * layer, mean and standard deviation of all coefficients together (`global`) or of each (`coefficient`). A deviation of zero becomes 1.
 * @param environment asked between files; none of the rest is read once the signal is aborted
 * @returns tensors by name, ready to replace the initial ones
 * @throws Failure `file-invalid` for a file with numbers that are not finite
 */
export async function normalisationConstants(
  plan: NetworkPlan,
  samples: readonly TrainingSample[],
  environment: Environment,
): Promise<Weights> {
  const constants: [string, WeightTensor][] = []
  for (const { modality, input, layers } of plan.branches) {
    const [first] = layers
    if (first?.layer.type !== 'normalisation' || first.layer.by === 'excerpt' || input.kind !== 'sequence') continue
    const spreads = await coefficientSpreads(modality, input, samples, environment)
    constants.push(...tensorsOf(first.name, first.layer.by === 'global' ? [spreads.reduce(merge, nothingYet())] : spreads))
  }
  return new Map(constants)
}

function tensorsOf(layerName: string, spreads: readonly Spread[]): [string, WeightTensor][] {
  const tensor = (values: number[]): WeightTensor => ({ dims: [values.length], data: Float32Array.from(values) })
  return [
    [`${layerName}.mean`, tensor(spreads.map(({ mean }) => mean))],
    [`${layerName}.deviation`, tensor(spreads.map(deviationOf))],
  ]
}

function nothingYet(): Spread {
  return { count: 0, mean: 0, squares: 0 }
}

async function coefficientSpreads(
  modality: Modality,
  input: Extract<InputShape, { kind: 'sequence' }>,
  samples: readonly TrainingSample[],
  { signal, yieldToEvents }: Environment,
): Promise<Spread[]> {
  let spreads: Spread[] = Array.from({ length: input.channels }, nothingYet)
  for (const sample of samples) {
    if (signal.aborted) break
    const values = await readInput(sample, modality, input)
    spreads = spreads.map((spread, channel) => merge(spread, spreadOf(values, channel * input.length, (channel + 1) * input.length)))
    if (!spreads.every(({ squares }) => Number.isFinite(squares))) {
      fail(
        'file-invalid',
        `${sample.inputs[modality]?.path ?? ''} holds numbers that are not finite.`,
        'Clear the feature cache, then extract the features again.',
      )
    }
    await yieldToEvents()
  }
  return spreads
}

function spreadOf(values: ArrayLike<number>, start: number, end: number): Spread {
  const count = end - start
  let sum = 0
  for (let index = start; index < end; index += 1) sum += values[index] ?? 0
  const mean = sum / count
  let squares = 0
  for (let index = start; index < end; index += 1) squares += ((values[index] ?? 0) - mean) ** 2
  return { count, mean, squares }
}

/** Chan, Golub & LeVeque's rule for joining the moments of two sets. */
function merge(a: Spread, b: Spread): Spread {
  const count = a.count + b.count
  if (count === 0) return a
  const difference = b.mean - a.mean
  return {
    count,
    mean: a.mean + (difference * b.count) / count,
    squares: a.squares + b.squares + (difference ** 2 * a.count * b.count) / count,
  }
}

function deviationOf({ count, squares }: Spread): number {
  return Math.sqrt(squares / Math.max(1, count)) || 1
}
