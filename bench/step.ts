import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch, TrainingEngine } from '@main/engines/engine'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { createTensorFlowEngine } from '@main/engines/tensorflow/engine'
import { initialWeights } from '@main/network/initial-weights'
import { isHead, type NetworkPlan } from '@main/network/plan'
import { processor } from '@shared/domain/device'
import { compareWith, type Peer, print, type Timed } from './harness/figure'
import { batchFor, batchSize, headPlan, studyPlan } from './harness/step-batch'
import { timedSteps } from './harness/timed-steps'
import { startTorchPeer, type TorchPeer } from './harness/torch-peer'

/** A network whose step is timed. */
interface Case {
  /** Name of the figure against TensorFlow; that against PyTorch ends in `-torch`. */
  readonly name: string
  readonly described: string
  readonly plan: NetworkPlan
  /** The ratio to PyTorch's time that is wanted at most. */
  readonly torchGoal: number
  readonly stepsTogether: number
}

const cases: readonly Case[] = [
  { name: 'step', described: 'the audio network', plan: studyPlan('audio'), torchGoal: 1, stepsTogether: 3 },
  { name: 'step-lyrics', described: 'the lyrics network', plan: studyPlan('lyrics'), torchGoal: 0.2, stepsTogether: 3 },
  { name: 'step-head', described: 'the head of the audio-lyrics network', plan: headPlan('audio-lyrics'), torchGoal: 1, stepsTogether: 40 },
]
const rounds = 21
/** How long PyTorch may take to compile a step. */
const compileSeconds = 120

async function stepsOf(
  engine: TrainingEngine,
  { plan, stepsTogether }: Case,
  batch: Batch,
): Promise<{ step: Timed; close: () => Promise<void> }> {
  const session = await engine.open(plan, initialWeights(plan, 1), processor)
  return { step: await timedSteps(session, batch, stepsTogether), close: () => session.close() }
}

/** The peers that there are; without PyTorch's the others go on. */
async function peersOf(timed: Case, batch: Batch, tensorflow: Timed, torch: TorchPeer | string): Promise<Peer[]> {
  const unit = `ms a training step of ${timed.described}, batch ${batchSize}; ONNX against`
  const first = { name: timed.name, unit: `${unit} TensorFlow`, goal: 1, peer: tensorflow }
  const name = `${timed.name}-torch`
  if (typeof torch === 'string') {
    print({ name, reason: torch })
    return [first]
  }
  const threads = isHead(timed.plan) ? 1 : availableParallelism()
  const { formulation, step } = await torch.steps(timed.plan, batch, { name: 'cpu', threads }, timed.stepsTogether)
  return [first, { name, unit: `${unit} PyTorch (${formulation}; threads: ${threads})`, goal: timed.torchGoal, peer: step }]
}

async function timeSteps(timed: Case, torch: TorchPeer | string): Promise<void> {
  const batch = batchFor(timed.plan)
  const [ours, tensorflow] = [await stepsOf(createOnnxEngine(), timed, batch), await stepsOf(createTensorFlowEngine(), timed, batch)]
  for (const figure of await compareWith(rounds, ours.step, await peersOf(timed, batch, tensorflow.step, torch))) print(figure)
  await ours.close()
  await tensorflow.close()
}

function startTorch(folder: string): TorchPeer | string {
  try {
    return startTorchPeer(folder, compileSeconds)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-'))
const torch = startTorch(folder)
try {
  for (const timed of cases) await timeSteps(timed, torch)
} finally {
  if (typeof torch !== 'string') torch.stop()
  rmSync(folder, { recursive: true, force: true })
}
