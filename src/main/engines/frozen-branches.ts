import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/network'
import { type NetworkPlan, planBehind, type PlannedBranch, planOfBranch } from '../network/plan'
import { weightSpecifications, type Weights } from '../network/weights'
import { writeFileAtomically } from './atomic-file'
import { batchesOf, readAhead } from './batches'
import { fingerprintOf } from './checkpoint'
import type { TrainingEngine } from './engine'
import { type BranchRows, keptArrays, readInputs } from './samples'
import type { TrainingSurroundings } from './surroundings'

/** What is left to train when frozen branches are computed beforehand. */
export interface FrozenBranches {
  /** The network behind the frozen branches. */
  readonly plan: NetworkPlan
  /** What each frozen branch makes of each sample. */
  readonly branchRows: BranchRows
  /** The tensors of the frozen branches. */
  readonly weights: Weights
}

/** What branches are frozen with. */
export interface FreezeRequest {
  readonly plan: NetworkPlan
  /** Tensors that earlier runs have learnt. */
  readonly initial: Weights
  readonly samples: readonly TrainingSample[]
  /** Where the outputs are kept as `<modality>-<digest>.f32`, float32 [samples, units]. */
  readonly directory: string
  /** Asked for only when something is to be computed. */
  readonly engine: () => TrainingEngine
  readonly surroundings: Pick<TrainingSurroundings, 'signal' | 'yieldToEvents' | 'onProgress'>
}

const samplesAtOnce = 32

/**
 * Runs every sample once through the frozen branches, so that an epoch trains the head alone. Only branches all of whose tensors were
 * learnt before are computed beforehand; outputs of an earlier start are read again where weights and samples are the same.
 * @throws Failure `cancelled` when the signal is aborted meanwhile
 */
export async function freezeBranches(request: FreezeRequest): Promise<FrozenBranches> {
  const { plan, initial } = request
  const branches = plan.branches.filter((branch) => isFrozen(plan, branch) && tensorNames(plan, branch).every((name) => initial.has(name)))
  const rows = new Map<Modality, (sample: TrainingSample) => Float32Array>()
  for (const branch of branches) rows.set(branch.modality, await rowsOf(request, branch))
  const names = new Set(branches.flatMap((branch) => tensorNames(plan, branch)))
  return {
    plan: planBehind(plan, new Set(rows.keys())),
    branchRows: rows,
    weights: new Map([...initial].filter(([name]) => names.has(name))),
  }
}

function isFrozen({ network }: NetworkPlan, { modality }: PlannedBranch): boolean {
  return network.branches.some((branch) => branch.modality === modality && branch.frozen)
}

function tensorNames(plan: NetworkPlan, branch: PlannedBranch): string[] {
  return weightSpecifications(planOfBranch(plan, branch)).map(({ name }) => name)
}

async function rowsOf(request: FreezeRequest, branch: PlannedBranch): Promise<(sample: TrainingSample) => Float32Array> {
  const { samples, directory } = request
  const size = samples.length * branch.units
  const path = join(directory, `${branch.modality}-${identityOf(request, branch)}.f32`)
  const outputs = (await readFloats(path, size)) ?? (await writtenTo(path, await computeOutputs(request, branch)))
  const places = new Map(samples.map((sample, index) => [sample, index * branch.units]))
  return (sample) => {
    const place = places.get(sample)
    if (place === undefined) throw new RangeError(`Track ${sample.trackId} is no sample of this run.`)
    return outputs.subarray(place, place + branch.units)
  }
}

/** Digest of everything that the outputs follow from: layers, weights and samples. */
function identityOf({ plan, initial, samples }: FreezeRequest, branch: PlannedBranch): string {
  const weights = createHash('sha256')
  for (const name of tensorNames(plan, branch)) weights.update(name).update(initial.get(name)?.data ?? '')
  const files = samples.map(({ trackId, inputs }) => [trackId, basename(inputs[branch.modality]?.path ?? '')])
  return fingerprintOf([branch.layers.map(({ layer }) => layer), weights.digest('hex'), files]).slice(0, 16)
}

async function readFloats(path: string, size: number): Promise<Float32Array | null> {
  const bytes = await readFile(path).catch(() => null)
  return bytes?.byteLength === size * 4 ? new Float32Array(Uint8Array.from(bytes).buffer) : null
}

async function writtenTo(path: string, outputs: Float32Array): Promise<Float32Array> {
  await mkdir(dirname(path), { recursive: true })
  await writeFileAtomically(path, new Uint8Array(outputs.buffer, outputs.byteOffset, outputs.byteLength))
  return outputs
}

async function computeOutputs({ plan, initial, samples, engine, surroundings }: FreezeRequest, branch: PlannedBranch): Promise<Float32Array> {
  const alone = planOfBranch(plan, branch)
  const outputs = new Float32Array(samples.length * branch.units)
  const arrays = keptArrays()
  const session = await engine().open(alone, initial)
  let done = 0
  try {
    for await (const inputs of readAhead(batchesOf(samples, samplesAtOnce), (batch) => readInputs(alone, batch, new Map(), arrays))) {
      if (surroundings.signal.aborted) fail('cancelled', 'The training was stopped before anything was learnt.', 'Resume the run, or start it again.')
      outputs.set(await session.predict(inputs), done * branch.units)
      done += inputs.size
      surroundings.onProgress(done, samples.length, `Computing the ${branch.modality} branch once a track`)
      await surroundings.yieldToEvents()
    }
    return outputs
  } finally {
    await session.close()
  }
}
