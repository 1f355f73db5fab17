import { expect } from 'vitest'
import type { Batch, TrainingEngine } from '@main/engines/engine'
import type { Weights } from '@main/network/weights'
import type { NetworkCase } from './random-networks'
import { largestDifference } from './training-golden'
import { processor } from '@shared/domain/device'
import { oneStep } from './one-step'

/** What an engine makes of a network and a batch. */
interface Trained {
  readonly outputs: Float32Array
  readonly loss: number
  readonly gradients: Weights
  /** All tensors after two steps, the second with fewer samples. */
  readonly stepped: Weights
  readonly stepLosses: readonly number[]
}

/** Expects that two engines give the same outputs, loss, gradients, and the same tensors and running statistics after two steps. */
export async function expectSameTraining(
  ours: TrainingEngine,
  other: TrainingEngine,
  network: NetworkCase,
  tolerance = 1e-4,
): Promise<void> {
  const [found, wanted] = [await trained(ours, network), await trained(other, network)]
  expect(largestDifference(found.outputs, wanted.outputs), 'outputs').toBeLessThan(tolerance)
  expect(largestDifference([found.loss, ...found.stepLosses], [wanted.loss, ...wanted.stepLosses]), 'loss').toBeLessThan(tolerance)
  expectSameTensors(found.gradients, wanted.gradients, 'gradient', tolerance)
  expectSameTensors(found.stepped, wanted.stepped, 'stepped', tolerance)
}

/** Expects the same tensors by name. */
export function expectSameTensors(found: Weights, wanted: Weights, what: string, tolerance = 1e-4): void {
  expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort())
  for (const [name, { data }] of wanted)
    expect(largestDifference(found.get(name)?.data ?? [], data), `${what} of ${name}`).toBeLessThan(tolerance)
}

async function trained(engine: TrainingEngine, { plan, weights, batch }: NetworkCase): Promise<Trained> {
  const session = await engine.open(plan, weights, processor)
  try {
    const outputs = await session.predict(batch)
    const { loss, gradients } = await session.gradients(batch, 3)
    const settings = { learningRate: 0.01, weightDecay: 0.1, dropoutSeed: 4 }
    const first = await oneStep(session, batch, settings)
    const second = await oneStep(session, fewer(batch), { ...settings, learningRate: 0.005 })
    return { outputs, loss, gradients, stepLosses: [first, second], stepped: await session.weights() }
  } finally {
    await session.close()
  }
}

/** The batch without its last sample, but never under two. */
function fewer({ size, values, targets, known }: Batch): Batch {
  const left = Math.max(2, size - 1)
  const cut = Object.entries(values).map(([modality, value]) => [modality, value.slice(0, (value.length / size) * left)])
  return {
    size: left,
    values: Object.fromEntries(cut) as Batch['values'],
    targets: targets.slice(0, left * 2),
    ...(known && { known: known.slice(0, left * 2) }),
  }
}
