import { fail } from '@shared/domain/failure'
import { describeModality, type Modality } from '@shared/domain/modality'
import type { Branch, Layer, Network } from '@shared/domain/network'
import { type InputShape, type InputShapes, sizeOfInput } from './inputs'
import { type Shape, shapeAfter } from './shapes'

/** A layer of a network with its shapes: its name (`audio.3`, `head.0`), what enters and what leaves it. */
export interface PlannedLayer {
  readonly name: string
  readonly layer: Layer
  readonly input: Shape
  readonly output: Shape
  /** Whether it is of the frozen part of its branch: not trained, and batch normalisation by running statistics. */
  readonly frozen: boolean
  /** The layers that a residual holds, named `audio.3.0`; none in other layers. */
  readonly inner: readonly PlannedLayer[]
}

/** A branch with all its shapes; `units` is what it gives to the head. */
export interface PlannedBranch {
  readonly modality: Modality
  readonly input: InputShape
  readonly layers: readonly PlannedLayer[]
  readonly units: number
}

/** A network whose shapes are known to fit. Engines, export and drawing all read this. */
export interface NetworkPlan {
  readonly network: Network
  readonly branches: readonly PlannedBranch[]
  readonly head: readonly PlannedLayer[]
}

/**
 * Infers every shape of a network.
 * @param network the network
 * @param inputs shapes of the inputs of its modalities
 * @throws Failure `invalid-argument` naming the branch, the layer's index and its type when shapes do not fit,
 *   when an input is unknown, or when the network does not end in 2 outputs
 */
export function planNetwork(network: Network, inputs: InputShapes): NetworkPlan {
  const branches = network.branches.map((branch) => planBranch(branch, inputs))
  const joined: Shape = { kind: 'vector', units: branches.reduce((sum, branch) => sum + branch.units, 0) }
  const head = planLayers('head', network.head, joined, 0)
  const output = head.at(-1)?.output ?? joined
  if (sizeOfInput(output) === 2) return { network, branches, head }
  return fail(
    'invalid-argument',
    `The network ${network.name} ends in ${sizeOfInput(output)} outputs, not 2.`,
    'Let the last layer of the head be linear with 2 units: valence and arousal.',
  )
}

/**
 * A plan that begins where its frozen branches end: their outputs are its inputs, which pass their layers that are trained. Where all
 * branches are frozen as a whole it has one input, their outputs side by side, under the first one's modality, so that no step has to join
 * them.
 * @param modalities of the branches to leave out; their weights are not part of the plan
 */
export function planBehind(plan: NetworkPlan, modalities: ReadonlySet<Modality>): NetworkPlan {
  const [first] = plan.branches
  if (first && plan.branches.every((branch) => modalities.has(branch.modality) && trainedLayers(branch).length === 0)) {
    const units = plan.branches.reduce((sum, branch) => sum + branch.units, 0)
    return { ...plan, branches: [{ modality: first.modality, input: { kind: 'vector', units }, layers: [], units }] }
  }
  const branches = plan.branches.map((branch): PlannedBranch =>
    modalities.has(branch.modality)
      ? { ...branch, input: { kind: 'vector', units: frozenPart(branch).units }, layers: trainedLayers(branch) }
      : branch,
  )
  return { ...plan, branches }
}

/** The layers of a branch that are not trained, as a branch: its outputs are the same in every epoch. */
export function frozenPart(branch: PlannedBranch): PlannedBranch {
  const layers = branch.layers.filter(({ frozen }) => frozen)
  const output = layers.at(-1)?.output ?? branch.input
  return { ...branch, layers, units: output.kind === 'vector' ? output.units : 0 }
}

function trainedLayers(branch: PlannedBranch): PlannedLayer[] {
  return branch.layers.filter(({ frozen }) => !frozen)
}

/** One branch alone: a plan whose outputs are the branch's, [n, units]. */
export function planOfBranch(plan: NetworkPlan, branch: PlannedBranch): NetworkPlan {
  return { network: plan.network, branches: [branch], head: [] }
}

/** The index of every layer among all layers of a network, by its name; a plan that leaves layers out keeps the others' indices. */
export function layerOrder({ branches, head }: Network): ReadonlyMap<string, number> {
  const names = [...branches.flatMap(({ modality, layers }) => namesOf(modality, layers)), ...namesOf('head', head)]
  return new Map(names.map((name, index) => [name, index]))
}

function namesOf(part: string, layers: readonly Layer[]): string[] {
  return layers.flatMap((layer, index) => {
    const name = `${part}.${index}`
    return [name, ...(layer.type === 'residual' ? namesOf(name, layer.layers) : [])]
  })
}

/** Whether all that a plan reads are vectors that frozen branches gave. */
export function isHead({ branches }: NetworkPlan): boolean {
  return branches.every(({ input }) => input.kind === 'vector')
}

/** All layers of a plan, branch by branch, then the head; what a residual holds stands behind it. */
export function layersOf(plan: NetworkPlan): PlannedLayer[] {
  return withInner([...plan.branches.flatMap((branch) => branch.layers), ...plan.head])
}

/** Layers with those that they hold, each behind its holder. */
export function withInner(layers: readonly PlannedLayer[]): PlannedLayer[] {
  return layers.flatMap((layer) => [layer, ...withInner(layer.inner)])
}

function planBranch(branch: Branch, inputs: InputShapes): PlannedBranch {
  const input = inputs[branch.modality] ?? vectorOf(branch)
  if (input === undefined && describeModality(branch.modality).input.kind === 'vector') {
    return fail(
      'invalid-argument',
      `The ${branch.modality} branch does not say how many numbers it reads.`,
      'Give the branch units: the numbers that its backbone gives. Training fills them in.',
    )
  }
  if (input === undefined) {
    return fail(
      'invalid-argument',
      `The network reads ${branch.modality}, which the data does not have.`,
      'Choose a network for the modalities at hand.',
    )
  }
  const frozen = branch.frozen ? (branch.frozenLayers ?? branch.layers.length) : 0
  const layers = planLayers(branch.modality, branch.layers, input, frozen)
  const output = layers.at(-1)?.output ?? input
  if (output.kind === 'vector') return { modality: branch.modality, input, layers, units: output.units }
  return fail(
    'invalid-argument',
    `The ${branch.modality} branch does not end in a vector.`,
    'Let the last layer of each branch be a flatten layer.',
  )
}

/** What a branch reads that says by itself how long its vector is. */
function vectorOf({ modality, units }: Branch): InputShape | undefined {
  const { kind } = describeModality(modality).input
  return kind === 'vector' && units !== undefined ? { kind, units } : undefined
}

/** @param frozen how many of the first layers are not trained */
function planLayers(part: string, layers: readonly Layer[], input: Shape, frozen: number): PlannedLayer[] {
  let current = input
  return layers.map((layer, index) => {
    const name = `${part}.${index}`
    if (index > 0 && hasConstants(layer)) refuseConstants(name)
    const planned = plannedLayer(name, layer, current, index < frozen)
    current = planned.output
    return planned
  })
}

function plannedLayer(name: string, layer: Layer, input: Shape, frozen: boolean): PlannedLayer {
  const output = shapeAfter(layer, input, name)
  if (layer.type !== 'residual') return { name, layer, input, output, frozen, inner: [] }
  const first = layer.layers.findIndex(hasConstants)
  if (first >= 0) refuseConstants(`${name}.${first}`)
  return { name, layer, input, output, frozen, inner: planLayers(name, layer.layers, input, frozen ? Infinity : 0) }
}

function hasConstants(layer: Layer): boolean {
  return layer.type === 'normalisation' && layer.by !== 'excerpt'
}

/** The constants are measured on what the branch reads, before any layer. */
function refuseConstants(layerName: string): never {
  return fail(
    'invalid-argument',
    `Layer ${layerName} (normalisation) is not the first of its branch, so that there are no constants for it.`,
    'Let the branch begin with it, or normalise by excerpt.',
  )
}
