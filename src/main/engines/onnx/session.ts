import type { Device } from '@shared/domain/device'
import { sizeOfInput } from '../../network/inputs'
import { isHead, layerOrder, layersOf, type NetworkPlan } from '../../network/plan'
import { checkWeights, type Weights, weightSpecifications, type WeightTensor } from '../../network/weights'
import type { Graph } from '../../onnx/graph'
import { fillDropoutMask } from '../dropout-mask'
import type { Batch, BatchInputs, StepSettings, TrainingSession } from '../engine'
import { distinctWords } from './distinct-words'
import { type GraphRunner, openGraph } from './graph-runner'
import { type KeptTensors, keepTensors } from './kept-tensors'
import { predictionGraph } from './prediction-graph'
import { stepNames } from './step-builder'
import { stepGraph } from './step-graph'

/** What the calls of one session share. */
interface Session {
  readonly plan: NetworkPlan
  readonly tensors: KeptTensors
  /** Graphs by what they are for, opened when they are first needed. */
  graph(purpose: string, write: () => Graph): Promise<GraphRunner>
  /** Where a step writes each of its results. */
  readonly movedTo: ReadonlyMap<string, () => Float32Array>
  /** The dropout masks of a step by the name of the input. */
  masks(size: number, dropoutSeed: number): ReadonlyMap<string, Float32Array>
}

/**
 * Puts a network under training in onnxruntime.
 * @param plan a network whose shapes fit
 * @param weights all its tensors; copied where training moves them
 * @param device what computes its graphs
 * @throws Failure `file-invalid` when the weights do not fit the network
 */
export function openOnnxSession(plan: NetworkPlan, weights: Weights, device: Device): TrainingSession {
  checkWeights(plan, weights)
  const opened = new Map<string, Promise<GraphRunner>>()
  const tensors = keepTensors(weightSpecifications(plan), weights)
  const session: Session = {
    plan,
    tensors,
    movedTo: writtenArrays(plan, tensors),
    graph: (purpose, write) => {
      const runner = opened.get(purpose) ?? openGraph(write(), device, isHead(plan))
      opened.set(purpose, runner)
      return runner
    },
    masks: maskMaker(plan),
  }
  return {
    step: (batch, settings) => step(session, batch, settings),
    gradients: (batch, dropoutSeed) => gradients(session, batch, dropoutSeed),
    predict: (inputs) => predict(session, inputs, weights),
    weights: async (into) => session.tensors.copy(into),
    close: async () => {
      for (const runner of opened.values()) await (await runner).close()
    },
  }
}

async function step(
  session: Session,
  batch: Batch,
  { learningRate, weightDecay, dropoutSeed }: StepSettings,
): ReturnType<TrainingSession['step']> {
  const { plan, tensors } = session
  const kept = 1 - learningRate * weightDecay
  const runner = await session.graph(`update ${kept}`, () => stepGraph(plan, { kind: 'update', kept }))
  const outputs = new Float32Array(batch.size * 2)
  const movedTo = session.movedTo
  await run(session, runner, batch, { rate: learningRate, dropoutSeed }, (name) =>
    name === stepNames.outputs ? outputs : given(movedTo.get(name), name)(),
  )
  tensors.advance()
  return { loss: meanSquare(outputs, batch.targets), outputs }
}

async function gradients(session: Session, batch: Batch, dropoutSeed: number): ReturnType<TrainingSession['gradients']> {
  const { plan } = session
  const runner = await session.graph('gradients', () => stepGraph(plan, { kind: 'gradients' }))
  const results = new Map<string, Float32Array>()
  await run(session, runner, batch, { rate: 1, dropoutSeed }, (name, length) => {
    const array = new Float32Array(length)
    results.set(name, array)
    return array
  })
  const trained = weightSpecifications(plan).filter(({ role }) => role === 'trained')
  const named = trained.map(({ name, dims }): [string, WeightTensor] => [
    name,
    { dims, data: results.get(stepNames.result(name)) ?? new Float32Array() },
  ])
  return { loss: meanSquare(results.get(stepNames.outputs) ?? new Float32Array(), batch.targets), gradients: new Map(named) }
}

async function predict(session: Session, inputs: BatchInputs, weights: Weights): Promise<Float32Array> {
  const runner = await session.graph('prediction', () => predictionGraph(session.plan, weights))
  checkInputs(session.plan, inputs)
  let outputs = new Float32Array()
  const words = new Map(wordsOf(session.plan, inputs))
  await runner.run(
    inputs.size,
    (name) => given(session.tensors.present(name) ?? words.get(name) ?? valueOf(inputs, name), name),
    (_name, length) => (outputs = new Float32Array(length)),
  )
  return outputs
}

async function run(
  session: Session,
  runner: GraphRunner,
  batch: Batch,
  { rate, dropoutSeed }: { rate: number; dropoutSeed: number },
  write: (name: string, length: number) => Float32Array,
): Promise<void> {
  checkInputs(session.plan, batch)
  const { size, targets } = batch
  const masks = session.masks(size, dropoutSeed)
  const fed = new Map<string, Float32Array | Int32Array>([
    ...masks,
    ...wordsOf(session.plan, batch),
    [stepNames.targets, targets],
    [stepNames.rate, Float32Array.of(rate)],
    [stepNames.inverseSize, Float32Array.of(1 / size)],
    [stepNames.ones, new Float32Array(size).fill(1)],
  ])
  await runner.run(size, (name) => given(session.tensors.present(name) ?? fed.get(name) ?? valueOf(batch, name), name), write)
}

function writtenArrays(plan: NetworkPlan, tensors: KeptTensors): Session['movedTo'] {
  const arrays = weightSpecifications(plan).flatMap(({ name }) => [
    [stepNames.result(name), () => tensors.next(name)] as const,
    [stepNames.overwriting(name), () => given(tensors.present(name), name)] as const,
  ])
  return new Map(arrays)
}

/** Draws into arrays that are kept from step to step. */
function maskMaker(plan: NetworkPlan): Session['masks'] {
  const order = layerOrder(plan.network)
  const arrays = new Map<string, Float32Array>()
  return (size, dropoutSeed) => {
    for (const { name, layer, input } of layersOf(plan)) {
      if (layer.type !== 'dropout') continue
      const count = size * sizeOfInput(input)
      const old = arrays.get(stepNames.mask(name))
      const mask = old?.length === count ? old : new Float32Array(count)
      fillDropoutMask(mask, dropoutSeed, order.get(name) ?? 0, layer.probability)
      arrays.set(stepNames.mask(name), mask)
    }
    return arrays
  }
}

function wordsOf({ branches }: NetworkPlan, { values }: BatchInputs): [string, Int32Array][] {
  return branches.flatMap(({ modality, input }): [string, Int32Array][] => {
    const tokens = values[modality]
    if (input.kind !== 'tokens' || !(tokens instanceof Int32Array)) return []
    const { words, indices } = distinctWords(tokens, input.vocabularySize)
    return [
      [stepNames.words(modality), words],
      [stepNames.wordIndices(modality), indices],
    ]
  })
}

function checkInputs(plan: NetworkPlan, { size, values }: BatchInputs): void {
  for (const { modality, input } of plan.branches) {
    const found = values[modality]?.length ?? 0
    if (found !== size * sizeOfInput(input))
      throw new RangeError(`The batch holds ${found} numbers of ${modality}, not ${size * sizeOfInput(input)}.`)
  }
}

function valueOf({ values }: BatchInputs, name: string): Float32Array | Int32Array | undefined {
  return Object.entries(values).find(([modality]) => modality === name)?.[1]
}

function given<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new RangeError(`Nothing is fed to '${name}'.`)
  return value
}

/** Mean squared error over both dimensions. */
function meanSquare(outputs: Float32Array, targets: Float32Array): number {
  return outputs.reduce((sum, value, index) => sum + (value - (targets[index] ?? 0)) ** 2, 0) / outputs.length
}
