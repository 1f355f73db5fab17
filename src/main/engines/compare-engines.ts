import type { FailedCandidate } from '@shared/contract/devices'
import type { DeviceComparison } from '@shared/contract/workers/compare-devices'
import type { TimedCandidate } from '@shared/domain/device-choice'
import { asFailure, fail } from '@shared/domain/failure'
import type { NetworkPlan } from '../network/plan'
import type { Weights } from '../network/weights'
import type { Batch, EngineOnDevice, Step, TrainingSession } from './engine'

/** What engines are compared on. */
export interface Trial {
  readonly plan: NetworkPlan
  /** All its tensors; they are not moved. */
  readonly weights: Weights
  readonly batch: Batch
}

/** How a comparison is stopped and reports how far it is. */
export interface ComparisonEnvironment {
  readonly signal: AbortSignal
  readonly yieldToEvents: () => Promise<void>
  readonly onProgress: (done: number, total: number, message: string) => void
}

/** Rounds that count; one more goes before them, in which engines prepare. */
const rounds = 2

/** A GPU computes while the next steps are asked for. */
const stepsQueued = 4

/** So small that a step leaves the weights as they are. */
const settings = { learningRate: 1e-9, weightDecay: 0, dropoutSeed: 1 }

interface Contender {
  readonly candidate: EngineOnDevice
  session: TrainingSession | null
  milliseconds: number
  reason: string
}

/**
 * Times training steps of each candidate in turn, so that all meet the same machine. One that fails is left out, with its reason.
 * @returns what was compared, the quickest first
 * @throws Failure `cancelled` when the signal is aborted meanwhile
 */
export async function compareEngines(
  candidates: readonly EngineOnDevice[],
  trial: Trial,
  environment: ComparisonEnvironment,
): Promise<DeviceComparison> {
  const contenders = candidates.map((candidate): Contender => ({ candidate, session: null, milliseconds: Infinity, reason: '' }))
  const total = (rounds + 1) * contenders.length
  try {
    for (let turn = 0; turn < total; turn += 1) {
      if (environment.signal.aborted) fail('cancelled', 'The comparison of devices was stopped.', 'Start it again when you wish.')
      const contender = contenders[turn % contenders.length]
      if (contender) await takeTurn(contender, trial, turn >= contenders.length)
      environment.onProgress(turn + 1, total, 'Comparing the devices')
      await environment.yieldToEvents()
    }
  } finally {
    for (const { session } of contenders) await session?.close()
  }
  return { compared: timed(contenders), failed: contenders.filter(({ reason }) => reason !== '').map(failedOf) }
}

async function takeTurn(contender: Contender, trial: Trial, counts: boolean): Promise<void> {
  if (contender.reason !== '') return
  try {
    contender.session ??= await open(contender.candidate, trial)
    const milliseconds = await timeAStep(contender.session, contender.candidate, trial)
    if (counts) contender.milliseconds = Math.min(contender.milliseconds, milliseconds)
  } catch (error) {
    contender.reason = asFailure(error).message.split('\n')[0] ?? 'it failed'
  }
}

async function open({ engine, device }: EngineOnDevice, { plan, weights, batch }: Trial): Promise<TrainingSession> {
  const session = await engine.open(plan, weights, device)
  if (session.canHold(batch.size)) await session.hold(batch)
  return session
}

/** As a run steps: over samples that the session holds where it can, several at once, and waiting for the device at their end. */
async function timeAStep(session: TrainingSession, { device }: EngineOnDevice, { batch }: Trial): Promise<number> {
  const count = Math.max(session.stepsTogether, device.kind === 'cpu' ? 1 : stepsQueued)
  const samples: Step['samples'] = session.canHold(batch.size) ? { rows: Int32Array.from({ length: batch.size }, (_, row) => row) } : batch
  const startedMs = performance.now()
  await session.steps(Array.from({ length: count }, () => ({ samples, settings })))
  await session.takeLoss()
  return (performance.now() - startedMs) / count
}

function timed(contenders: readonly Contender[]): TimedCandidate[] {
  return contenders
    .filter(({ reason }) => reason === '')
    .map(({ candidate: { engine, device }, milliseconds }) => ({ engine: engine.name, device, millisecondsAStep: milliseconds }))
    .sort((one, other) => one.millisecondsAStep - other.millisecondsAStep)
}

function failedOf({ candidate: { engine, device }, reason }: Contender): FailedCandidate {
  return { engine: engine.name, device, reason }
}
