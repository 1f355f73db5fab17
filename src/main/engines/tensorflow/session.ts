import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-node'
import type { Modality } from '@shared/domain/modality'
import { dimsOfInput, elementTypes, sizeOfInput } from '../../network/inputs'
import type { NetworkPlan } from '../../network/plan'
import { adam, momentCorrections, momentNames, momentsAmong } from '../../network/moments'
import { checkWeights, movedTensors, weightNamed, type Weights, weightSpecifications, type WeightTensor } from '../../network/weights'
import { batchNormalisationMomentum } from '../../network/constants'
import { type Batch, type BatchInputs, knownTargetsOf, type Step, type StepSettings, type TrainingSession } from '../engine'
import { forward, type InputTensors, type Pass } from './forward'
import type { TensorFlow } from './load'

interface Session {
  readonly tf: TensorFlow
  readonly plan: NetworkPlan
  readonly variables: ReadonlyMap<string, Variable>
  readonly trained: readonly string[]
  /** Sum of the losses since they were last taken, each times its known targets, and how many targets these were. */
  losses: { sum: number; targets: number }
}

interface StepOutcome {
  readonly loss: Scalar
  readonly gradients: Readonly<Record<string, Tensor>>
  readonly statistics: ReadonlyMap<string, Tensor>
}

let sessionsOpened = 0

/**
 * Puts a network under training in TensorFlow.
 * @param plan a network whose shapes fit
 * @param weights all its tensors; copied
 * @throws Failure `file-invalid` when the weights do not fit the network
 */
export function openTensorFlowSession(tf: TensorFlow, plan: NetworkPlan, weights: Weights): TrainingSession {
  checkWeights(plan, weights)
  sessionsOpened += 1
  const specifications = weightSpecifications(plan)
  const variables = new Map(
    specifications.map(({ name, dims, role }) => {
      const value = tf.tensor(weightNamed(weights, name).data, [...dims], 'float32')
      const variable = tf.variable(value, role === 'trained', `session-${sessionsOpened}/${name}`)
      value.dispose()
      return [name, variable]
    }),
  )
  const moments = momentsAmong(plan, weights)
  for (const { name, dims } of moments) variables.set(name, tf.variable(tf.tensor(weightNamed(weights, name).data, [...dims]), false))
  const trained = specifications.filter(({ role }) => role === 'trained').map(({ name }) => name)
  const session: Session = { tf, plan, variables, trained, losses: { sum: 0, targets: 0 } }
  return {
    stepsTogether: 1,
    canHold: () => false,
    hold: refuseHeld,
    steps: async (steps) => steps.forEach((step) => takeStep(session, step)),
    takeLoss: async () => takeLoss(session),
    gradients: async (batch, dropoutSeed) => gradientsOf(session, batch, dropoutSeed),
    predict: async (inputs) => scoped(tf, () => toFloats(forward({ tf, plan, variables }, inputTensors(session, inputs)))),
    weights: async () =>
      new Map([...specifications, ...moments].map(({ name, dims }) => [name, { dims, data: floatsOf(variables, name) }])),
    load: async (given) => loadWeights(session, given),
    close: async () => tf.dispose([...variables.values()]),
  }
}

function loadWeights({ tf, plan, variables }: Session, given: Weights): void {
  for (const name of movedTensors(plan)) {
    const { data, dims } = weightNamed(given, name)
    scoped(tf, () => variables.get(name)?.assign(tf.tensor(data, [...dims], 'float32')))
  }
}

function takeStep(session: Session, { samples, settings }: Step): void {
  if ('rows' in samples) return refuseHeld()
  const targets = knownTargetsOf(samples)
  session.losses.sum += moveWeights(session, samples, settings) * targets
  session.losses.targets += targets
}

/** TensorFlow copies every batch into tensors of its own. */
function refuseHeld(): never {
  throw new RangeError('TensorFlow holds no samples.')
}

function takeLoss(session: Session): number {
  const { sum, targets } = session.losses
  session.losses = { sum: 0, targets: 0 }
  return sum / (targets || 1)
}

/** @returns the loss before */
function moveWeights(session: Session, batch: Batch, settings: StepSettings): number {
  const { tf, variables, trained } = session
  return scoped(tf, () => {
    const { loss, gradients, statistics } = differentiate(session, batch, settings.dropoutSeed)
    for (const name of trained) {
      const [variable, gradient] = [variables.get(name), gradients[name]]
      if (variable === undefined || gradient === undefined) continue
      const kept = tf.mul(variable, 1 - settings.learningRate * settings.weightDecay)
      variable.assign(tf.sub(kept, changeOf(session, name, gradient, settings)))
    }
    for (const [name, value] of statistics) variables.get(name)?.assign(value)
    return firstOf(loss)
  })
}

/** The gradient times the learning rate, or Adam's step, which moves the moments. */
function changeOf({ tf, variables }: Session, name: string, gradient: Tensor, { learningRate, stepNumber = 1 }: StepSettings): Tensor {
  const [first, second] = [variables.get(momentNames.first(name)), variables.get(momentNames.second(name))]
  if (first === undefined || second === undefined) return tf.mul(gradient, learningRate)
  first.assign(tf.add(tf.mul(first, adam.firstDecay), tf.mul(gradient, 1 - adam.firstDecay)))
  second.assign(tf.add(tf.mul(second, adam.secondDecay), tf.mul(tf.square(gradient), 1 - adam.secondDecay)))
  const corrections = momentCorrections(stepNumber)
  const root = tf.add(tf.mul(tf.sqrt(second), corrections.secondRoot), adam.epsilon)
  return tf.div(tf.mul(first, learningRate * corrections.first), root)
}

function gradientsOf(session: Session, batch: Batch, dropoutSeed: number): { loss: number; gradients: Weights } {
  return scoped(session.tf, () => {
    const { loss, gradients } = differentiate(session, batch, dropoutSeed)
    const copied = Object.entries(gradients).map(([name, value]): [string, WeightTensor] => [
      name,
      { dims: value.shape, data: toFloats(value) },
    ])
    return { loss: firstOf(loss), gradients: new Map(copied) }
  })
}

/** Frees every tensor that the work made, also when it throws. */
function scoped<Value>(tf: TensorFlow, work: () => Value): Value {
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
  }
}

/** Runs inside a scope: all tensors it gives are freed with that. */
function differentiate(session: Session, batch: Batch, dropoutSeed: number): StepOutcome {
  const { tf, plan, variables, trained } = session
  const statistics = new Map<string, Tensor>()
  const observeMoments: NonNullable<Pass['training']>['observeMoments'] = (layer, { mean, variance }, rows) => {
    statistics.set(`${layer}.running_mean`, moved(session, `${layer}.running_mean`, mean))
    statistics.set(`${layer}.running_var`, moved(session, `${layer}.running_var`, tf.mul(variance, rows / (rows - 1))))
  }
  const inputs = inputTensors(session, batch)
  const targets = tf.tensor2d(batch.targets, [batch.size, 2])
  const list = trained.flatMap((name) => variables.get(name) ?? [])
  const { value, grads } = tf.variableGrads(() => {
    const outputs = forward({ tf, plan, variables, training: { dropoutSeed, observeMoments } }, inputs)
    const distance = tf.sub(outputs, targets)
    if (batch.known === undefined) return tf.mean<Scalar>(tf.square(distance))
    const errors = tf.mul(distance, tf.tensor2d(batch.known, [batch.size, 2]))
    return tf.div<Scalar>(tf.sum(tf.square(errors)), knownTargetsOf(batch) || 1)
  }, list)
  const gradients = Object.fromEntries(trained.map((name) => [name, gradientOf(session, name, grads)]))
  return { loss: value, gradients, statistics: released(tf, statistics) }
}

/** (1 − momentum) · running + momentum · new, kept beyond the scope of the gradient. */
function moved({ tf, variables }: Session, name: string, observed: Tensor): Tensor {
  const running = variables.get(name) ?? observed
  return tf.keep(tf.add(tf.mul(running, 1 - batchNormalisationMomentum), tf.mul(observed, batchNormalisationMomentum)))
}

/** A kept tensor survives its scope; this hands a copy to the present scope and frees the kept one. */
function release<T extends Tensor>(tf: TensorFlow, kept: T): T {
  const copy = tf.clone(kept)
  kept.dispose()
  return copy
}

function released(tf: TensorFlow, kept: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map([...kept].map(([name, value]) => [name, release(tf, value)]))
}

/** A bias before batch normalisation takes no part in the loss: its gradient is zero. */
function gradientOf({ tf, variables }: Session, name: string, gradients: Readonly<Record<string, Tensor>>): Tensor {
  const variable = variables.get(name)
  return gradients[variable?.name ?? ''] ?? tf.zeros(variable?.shape ?? [0])
}

function inputTensors({ tf, plan }: Session, { size, values }: BatchInputs): InputTensors {
  const entries = plan.branches.map(({ modality, input }): [Modality, Tensor] => {
    const data = values[modality]
    if (data?.length !== size * sizeOfInput(input)) {
      throw new RangeError(`The batch holds ${data?.length ?? 0} numbers of ${modality}, not ${size * sizeOfInput(input)}.`)
    }
    return [modality, tf.tensor(data, [size, ...dimsOfInput(input)], elementTypes[input.kind])]
  })
  return new Map(entries)
}

function floatsOf(variables: ReadonlyMap<string, Variable>, name: string): Float32Array {
  const variable = variables.get(name)
  return variable === undefined ? new Float32Array() : toFloats(variable)
}

function toFloats(tensor: Tensor): Float32Array {
  return new Float32Array(tensor.dataSync())
}

function firstOf(scalar: Scalar): number {
  return scalar.dataSync()[0] ?? Number.NaN
}
