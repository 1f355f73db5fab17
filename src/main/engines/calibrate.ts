import { fail } from '@shared/domain/failure'
import type { NetworkPlan } from '../network/plan'
import type { Weights } from '../network/weights'
import type { Batch, EngineOnDevice, TrainingSession } from './engine'

/** What engines are compared on. */
export interface Calibration {
  readonly plan: NetworkPlan
  /** All its tensors; they are not moved. */
  readonly weights: () => Weights
  /** One batch of the run. */
  readonly batch: () => Promise<Batch>
  readonly environment: CalibrationEnvironment
}

/** How a calibration is stopped and reports how far it is. */
interface CalibrationEnvironment {
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly onProgress: (done: number, total: number, message?: string) => void
}

/** Rounds that count; one more goes before them, in which engines prepare. */
const rounds = 2

/** So small that a step leaves the weights as they are. */
const settings = { learningRate: 1e-9, weightDecay: 0, dropoutSeed: 1 }

/**
 * Times training steps of each candidate in turn, so that all meet the same machine.
 * @param candidates at least one
 * @returns the one with the quickest step
 * @throws Failure `cancelled` when the signal is aborted meanwhile: a run that goes on later must compare again, not keep an engine
 *   that was not compared
 */
export async function fasterEngine(
  candidates: readonly EngineOnDevice[],
  { plan, weights, batch: readBatch, environment }: Calibration,
): Promise<EngineOnDevice> {
  const [batch, tensors] = [await readBatch(), weights()]
  const sessions: TrainingSession[] = []
  const quickest = candidates.map(() => Infinity)
  try {
    for (const { engine, device } of candidates) sessions.push(await engine.open(plan, tensors, device))
    for (let round = 0; round <= rounds && !environment.signal.aborted; round += 1) {
      for (const [index, session] of sessions.entries()) {
        environment.onProgress(round * candidates.length + index, (rounds + 1) * candidates.length, 'Comparing the engines')
        const startedMs = performance.now()
        await session.step(batch, settings)
        if (round > 0) quickest[index] = Math.min(quickest[index] ?? Infinity, performance.now() - startedMs)
        await environment.yieldToEvents()
      }
    }
  } finally {
    for (const session of sessions) await session.close()
  }
  if (environment.signal.aborted)
    fail('cancelled', 'The training was stopped before anything was learnt.', 'Resume the run, or start it again.')
  return candidates[quickest.indexOf(Math.min(...quickest))] ?? failNoEngine()
}

function failNoEngine(): never {
  throw new RangeError('There is no engine to compare.')
}
