import type { Tensor } from 'onnxruntime-node'
import type { Device } from '@shared/domain/device'
import { momentsAmong } from '../../network/moments'
import { isHead, type NetworkPlan } from '../../network/plan'
import type { Optimiser } from '@shared/domain/network'
import { checkWeights, movedTensors, weightNamed, type Weights, weightSpecifications, type WeightTensor } from '../../network/weights'
import type { Graph, GraphValue } from '../../onnx/graph'
import { type Batch, type BatchInputs, hasUnknownTargets, knownTargetsOf, type Step, type TrainingSession } from '../engine'
import { copyWeights } from './copy-weights'
import { keepOnGpu } from './gpu-tensors'
import { floatsOf, type GraphRunner, openGraph, tensorOver } from './graph-runner'
import { createHeldTensors, type HeldTensors } from './held-tensors'
import { keepTensors, type KeptTensors, type TensorToKeep } from './kept-tensors'
import { predictionGraph } from './prediction-graph'
import { stepNames } from './step-builder'
import { type StepGraphSettings, stepGraph } from './step-graph'
import { createStepInputs, type StepInputs } from './step-inputs'
import { type GraphForm, movedNames } from './tensor-edges'

/** What the calls of one session share. */
interface Session {
  readonly plan: NetworkPlan
  readonly device: Device
  readonly form: GraphForm
  readonly tensors: KeptTensors
  readonly inputs: StepInputs
  readonly held: HeldTensors
  readonly optimiser: Optimiser
  /** How many known targets the steps since the loss was last taken had. */
  targetsOfLoss: number
  /** Graphs by what they are for, opened when they are first needed. */
  graph(purpose: string, outputsStay: boolean, write: () => Graph): Promise<GraphRunner>
}

/**
 * How many steps of a head one run takes. Each run copies all weights out of onnxruntime once, which costs a fifth of a step; a stop waits
 * for the end of a run, a few milliseconds.
 */
const stepsOfHeadTogether = 8

/**
 * Puts a network under training in onnxruntime.
 * @param plan a network whose shapes fit
 * @param weights all its tensors; copied where training moves them
 * @param device what computes its graphs; on a GPU tensors and held samples stay there
 * @throws Failure `file-invalid` when the weights do not fit the network
 */
export async function openOnnxSession(plan: NetworkPlan, weights: Weights, device: Device): Promise<TrainingSession> {
  checkWeights(plan, weights)
  const form: GraphForm = device.kind === 'webgpu' ? 'gpu' : 'processor'
  const toKeep = tensorsToKeep(plan, weights)
  const opened = new Map<string, Promise<GraphRunner>>()
  const session: Session = {
    plan,
    device,
    form,
    tensors: form === 'gpu' ? await keepOnGpu(device, toKeep) : keepTensors(toKeep),
    inputs: createStepInputs(plan, form),
    held: createHeldTensors(plan, device, form),
    optimiser: momentsAmong(plan, weights).length > 0 ? 'adam' : 'sgd',
    targetsOfLoss: 0,
    graph: (purpose, outputsStay, write) => {
      const runner = opened.get(purpose) ?? openGraph(write(), { device, isSmall: isHead(plan), outputsStay })
      opened.set(purpose, runner)
      return runner
    },
  }
  return {
    stepsTogether: stepsTogether(plan),
    canHold: (samples) => session.held.canHold(samples),
    hold: (samples) => session.held.hold(samples),
    steps: (steps) => takeSteps(session, steps),
    takeLoss: () => takeLoss(session),
    gradients: (batch, dropoutSeed) => gradients(session, batch, dropoutSeed),
    predict: (inputs) => predict(session, inputs, weights),
    weights: (into) => copyWeights(session.tensors, plan, weights, into),
    load: async (given) => {
      for (const name of movedTensors(plan)) session.tensors.replace(name, weightNamed(given, name).data)
    },
    close: async () => {
      await session.held.close()
      await session.tensors.close()
      for (const runner of opened.values()) await (await runner).close()
    },
  }
}

function tensorsToKeep(plan: NetworkPlan, weights: Weights): TensorToKeep[] {
  const ofNetwork = weightSpecifications(plan).map(({ name, dims, role }) => {
    const numbers = weightNamed(weights, name).data
    return { name, dims, numbers, isMoved: role === 'trained' || role === 'statistic' }
  })
  const moments = momentsAmong(plan, weights).map(({ name, dims }) => ({
    name,
    dims,
    numbers: weightNamed(weights, name).data,
    isMoved: true,
  }))
  return [...ofNetwork, ...moments, { name: stepNames.loss, dims: [], numbers: Float32Array.of(0), isMoved: true }]
}

function stepsTogether(plan: NetworkPlan): number {
  return isHead(plan) ? stepsOfHeadTogether : 1
}

async function takeSteps(session: Session, steps: readonly Step[]): Promise<void> {
  const together = stepsTogether(session.plan)
  for (let start = 0; start < steps.length;) {
    const next = steps.slice(start, start + together)
    const run = canShareGraph(next) ? next : next.slice(0, 1)
    await takeInOneRun(session, run)
    start += run.length
  }
}

/** Steps of one graph read held samples and keep the same share of the weights. */
function canShareGraph(steps: readonly Step[]): boolean {
  const shares = new Set(steps.map(({ settings, samples }) => `${keptShare(settings)} ${hasUnknownTargets(samples)}`))
  return shares.size === 1 && steps.every(({ samples }) => 'rows' in samples)
}

function keptShare({ learningRate, weightDecay }: Step['settings']): number {
  return 1 - learningRate * weightDecay
}

async function takeInOneRun(session: Session, steps: readonly Step[]): Promise<void> {
  const [first] = steps
  if (first === undefined) return
  const { plan, tensors, form, inputs, optimiser } = session
  const samples = 'rows' in first.samples ? 'held' : 'fed'
  const kept = keptShare(first.settings)
  const someUnknown = hasUnknownTargets(first.samples)
  const settings: StepGraphSettings = { kind: { kind: 'update', kept, optimiser }, form, samples, someUnknown, steps: steps.length }
  const runner = await session.graph(`${steps.length} ${samples} ${someUnknown} ${kept}`, form === 'gpu', () => stepGraph(plan, settings))
  const numbers = new Map(steps.flatMap((step, index) => [...inputs.ofStep(step, index, optimiser)]))
  const results = await runner.run(
    (input) => tensorFor(session, input, numbers),
    (output) => tensors.fetch(output),
  )
  tensors.advance(results)
  for (const step of steps) session.targetsOfLoss += knownTargetsOf(step.samples)
}

async function takeLoss(session: Session): Promise<number> {
  const { tensors, targetsOfLoss } = session
  const sum = (await tensors.read([stepNames.loss])).get(stepNames.loss)?.[0] ?? Number.NaN
  tensors.replace(stepNames.loss, Float32Array.of(0))
  session.targetsOfLoss = 0
  return meanOverTargets(sum, targetsOfLoss)
}

/** The mean squared error over known targets from the sum of half the squares. */
function meanOverTargets(halfSquares: number, targets: number): number {
  return halfSquares / (targets / 2 || 1)
}

async function gradients(session: Session, batch: Batch, dropoutSeed: number): ReturnType<TrainingSession['gradients']> {
  const { plan, form, inputs } = session
  const someUnknown = hasUnknownTargets(batch)
  const write = (): Graph => stepGraph(plan, { kind: { kind: 'gradients' }, form, samples: 'fed', someUnknown, steps: 1 })
  const runner = await session.graph(`gradients ${someUnknown}`, false, write)
  const settings = { learningRate: 1, weightDecay: 0, dropoutSeed }
  const numbers = new Map([...inputs.ofStep({ samples: batch, settings }, 0), [stepNames.loss, Float32Array.of(0)] as const])
  const results = await runner.run(
    (input) => tensorFor(session, input, numbers),
    () => null,
  )
  const trained = weightSpecifications(plan).filter(({ role }) => role === 'trained')
  const named = trained.map(({ name, dims }): [string, WeightTensor] => [name, { dims, data: floatsOf(results, movedNames.beside(name)) }])
  const halfSquares = floatsOf(results, movedNames.beside(stepNames.loss))[0] ?? Number.NaN
  return { loss: meanOverTargets(halfSquares, knownTargetsOf(batch)), gradients: new Map(named) }
}

async function predict(session: Session, inputs: BatchInputs, weights: Weights): Promise<Float32Array> {
  const runner = await session.graph('prediction', false, () => predictionGraph(session.plan, weights, session.form))
  const numbers = new Map(session.inputs.ofBatch(inputs))
  const results = await runner.run(
    (input) => tensorFor(session, input, numbers),
    () => null,
  )
  return floatsOf(results, stepNames.outputs)
}

function tensorFor({ tensors, held }: Session, input: GraphValue, numbers: ReadonlyMap<string, Float32Array | Int32Array>): Tensor {
  const own = numbers.get(input.name)
  const tensor = own ? tensorOver(input, own) : (tensors.feed(input) ?? held.feed(input.name))
  if (tensor === undefined) throw new RangeError(`Nothing is fed to '${input.name}'.`)
  return tensor
}
