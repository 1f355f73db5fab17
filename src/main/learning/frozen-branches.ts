import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/modality'
import { frozenPart, type NetworkPlan, planBehind, type PlannedBranch, planOfBranch } from '../network/plan'
import { weightSpecifications, type Weights } from '../network/weights'
import { writeFileAtomically } from '../files/write-atomically'
import { batchesOf, readAhead } from './batches'
import { fingerprintOf } from './checkpoint'
import type { EngineOnDevice } from '../engines/engine'
import { type BranchRows, keptArrays, readInputs } from './samples'
import type { TrainingEnvironment } from './environment'

/** What is left to train when frozen branches are computed beforehand. */
export interface FrozenBranches {
  /** The network behind the frozen branches. */
  readonly plan: NetworkPlan
  /** The output of each frozen branch for each sample. */
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
  readonly computer: () => EngineOnDevice
  readonly environment: Pick<TrainingEnvironment, 'signal' | 'yieldToEvents' | 'onProgress'>
}

/** The output of a branch for each sample, [samples, units]. */
interface OutputTable {
  readonly modality: Modality
  readonly units: number
  readonly numbers: Float32Array
}

const samplesAtOnce = 32

/**
 * Runs every sample once through the frozen branches, so that an epoch trains the head alone. Only branches all of whose tensors were
 * learnt before are computed beforehand; outputs of an earlier start are read again where weights and samples are the same.
 * @throws Failure `cancelled` when the signal is aborted meanwhile
 */
export async function freezeBranches(request: FreezeRequest): Promise<FrozenBranches> {
  const { plan, initial } = request
  const branches = plan.branches
    .filter((branch) => isFrozen(plan, branch))
    .map(frozenPart)
    .filter((branch) => branch.units > 0 && tensorNames(plan, branch).every((name) => initial.has(name)))
  const tables: OutputTable[] = []
  for (const branch of branches) tables.push(await outputsOf(request, branch))
  const behind = planBehind(plan, new Set(branches.map(({ modality }) => modality)))
  const isWhole = branches.length === plan.branches.length && behind.branches.length < plan.branches.length
  const joined = isWhole ? [joinTables(tables, request.samples.length)] : tables
  const names = new Set(branches.flatMap((branch) => tensorNames(plan, branch)))
  return {
    plan: behind,
    branchRows: new Map(joined.map((table) => [table.modality, rowsOf(table, request.samples)])),
    weights: new Map([...initial].filter(([name]) => names.has(name))),
  }
}

function isFrozen({ network }: NetworkPlan, { modality }: PlannedBranch): boolean {
  return network.branches.some((branch) => branch.modality === modality && branch.frozen)
}

function tensorNames(plan: NetworkPlan, branch: PlannedBranch): string[] {
  return weightSpecifications(planOfBranch(plan, branch)).map(({ name }) => name)
}

async function outputsOf(request: FreezeRequest, branch: PlannedBranch): Promise<OutputTable> {
  const { samples, directory } = request
  const { modality, units } = branch
  const path = join(directory, `${modality}-${identityOf(request, branch)}.f32`)
  const numbers = (await readFloats(path, samples.length * units)) ?? (await writtenTo(path, await computeOutputs(request, branch)))
  return { modality, units, numbers }
}

/** Tables side by side, under the modality of the first. */
function joinTables(tables: readonly OutputTable[], samples: number): OutputTable {
  const [first] = tables
  if (first === undefined) throw new RangeError('A head has frozen branches before it.')
  const units = tables.reduce((sum, table) => sum + table.units, 0)
  const numbers = new Float32Array(samples * units)
  for (let row = 0; row < samples; row += 1) {
    let offset = row * units
    for (const table of tables) {
      numbers.set(table.numbers.subarray(row * table.units, (row + 1) * table.units), offset)
      offset += table.units
    }
  }
  return { modality: first.modality, units, numbers }
}

function rowsOf({ units, numbers }: OutputTable, samples: readonly TrainingSample[]): (sample: TrainingSample) => Float32Array {
  const rows = new Map(samples.map((sample, index) => [sample, numbers.subarray(index * units, (index + 1) * units)]))
  return (sample) => rows.get(sample) ?? unknownSample(sample)
}

function unknownSample({ trackId }: TrainingSample): never {
  throw new RangeError(`Track ${trackId} is no sample of this run.`)
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

async function computeOutputs(
  { plan, initial, samples, computer, environment }: FreezeRequest,
  branch: PlannedBranch,
): Promise<Float32Array> {
  const alone = planOfBranch(plan, branch)
  const outputs = new Float32Array(samples.length * branch.units)
  const arrays = keptArrays()
  const { engine, device } = computer()
  const session = await engine.open(alone, initial, device)
  let done = 0
  try {
    for await (const inputs of readAhead(batchesOf(samples, samplesAtOnce), (batch) => readInputs(alone, batch, new Map(), arrays))) {
      if (environment.signal.aborted)
        fail('cancelled', 'The training was stopped before anything was learnt.', 'Resume the run, or start it again.')
      outputs.set(await session.predict(inputs), done * branch.units)
      done += inputs.size
      environment.onProgress(done, samples.length, `Computing the ${branch.modality} branch once a track`)
      await environment.yieldToEvents()
    }
    return outputs
  } finally {
    await session.close()
  }
}
