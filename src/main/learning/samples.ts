import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type TrainingSample, trainingManifestSchema } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { mapModalities, type Modality } from '@shared/domain/modality'
import { type Scale, toScale } from '@shared/domain/plane'
import { elementTypes, type InputShape, sizeOfInput } from '../network/inputs'
import type { NetworkPlan } from '../network/plan'
import type { Batch, BatchInputs } from '../engines/engine'

/**
 * Reads the manifest that names all samples of a run.
 * @param path of the manifest; relative paths in it are taken from its folder
 * @throws Failure `file-invalid` when it does not have the right form; a system error when it cannot be read
 */
export async function readManifest(path: string): Promise<TrainingSample[]> {
  const text = await readFile(path, 'utf8')
  const parsed = trainingManifestSchema.safeParse(parseJson(text))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail(
      'file-invalid',
      `${path} is no training manifest: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      'Start the run again from its dataset.',
    )
  }
  return parsed.data.samples.map((sample) => ({ ...sample, inputs: absoluteInputs(sample.inputs, dirname(path)) }))
}

const arrayTypes = { float32: Float32Array, int32: Int32Array } as const

/** What frozen branches made of each sample, [units]; computed once and kept in memory. */
export type BranchRows = ReadonlyMap<Modality, (sample: TrainingSample) => Float32Array>

/** Varies the numbers that a batch reads of one sample; what is not varied is given back as it is. */
export type VaryRow = (
  row: Float32Array | Int32Array,
  of: { readonly modality: Modality; readonly input: InputShape; readonly index: number },
) => Float32Array | Int32Array

/** Gives the array that a batch's numbers of one modality are joined in. */
export type BatchArrays = (modality: Modality, input: InputShape, samples: number) => Float32Array | Int32Array

/**
 * Arrays that are kept and written again: two of each size in turn, for one batch is read while the one before it is worked on.
 * New ones for every batch would have the memory cleaned up more often than a head takes steps.
 */
export function keptArrays(): BatchArrays {
  const kept = new Map<string, (Float32Array | Int32Array)[]>()
  return (modality, input, samples) => {
    const key = `${modality} ${samples}`
    const [oldest, other] = kept.get(key) ?? [newArray(input, samples), newArray(input, samples)]
    if (oldest === undefined || other === undefined) throw new RangeError('There are always two arrays.')
    kept.set(key, [other, oldest])
    return oldest
  }
}

/**
 * Reads the inputs of some samples from disk, [size, …] for each modality of the network; those of frozen branches come from their rows.
 * @param arrays where they are joined; good until they are asked for twice more
 * @param vary varies what is read from disk
 */
export async function readInputs(
  plan: NetworkPlan,
  samples: readonly TrainingSample[],
  branchRows: BranchRows,
  arrays: BatchArrays,
  vary?: VaryRow,
): Promise<BatchInputs> {
  const entries = await Promise.all(
    plan.branches.map(async ({ modality, input }) => {
      const computed = branchRows.get(modality)
      const read = async (sample: TrainingSample, index: number): Promise<Float32Array | Int32Array> => {
        const row = await readInput(sample, modality, input)
        return vary ? vary(row, { modality, input, index }) : row
      }
      const rows = computed ? samples.map(computed) : await Promise.all(samples.map(read))
      return [modality, joinRows(rows, arrays(modality, input, samples.length))] as const
    }),
  )
  return { size: samples.length, values: Object.fromEntries(entries) }
}

/**
 * Reads a batch with its labels.
 * @param scale of the targets; labels are −1…1
 * @param vary varies what is read from disk
 */
export async function readBatch(
  plan: NetworkPlan,
  samples: readonly TrainingSample[],
  scale: Scale,
  branchRows: BranchRows,
  arrays: BatchArrays,
  vary?: VaryRow,
): Promise<Batch> {
  return { ...(await readInputs(plan, samples, branchRows, arrays, vary)), ...targetsOf(samples, scale) }
}

/**
 * Labels on the scale of the training, [samples, 2]; where some are unknown, also which are known.
 * @param isPartly whether to say so although all of these are known, because others beside them are not
 */
export function targetsOf(samples: readonly TrainingSample[], scale: Scale, isPartly = false): Pick<Batch, 'targets' | 'known'> {
  const labels = samples.flatMap(({ valence, arousal }) => [valence, arousal])
  const targets = Float32Array.from(labels, (label) => toScale(label ?? 0, scale))
  if (!isPartly && !labels.includes(null)) return { targets }
  return { targets, known: Float32Array.from(labels, (label) => Number(label !== null)) }
}

/** How many coordinates of the labels of some samples are known. */
export function knownLabels(samples: readonly Pick<TrainingSample, 'valence' | 'arousal'>[]): number {
  return samples.reduce((sum, { valence, arousal }) => sum + Number(valence !== null) + Number(arousal !== null), 0)
}

/**
 * Reads one sample's numbers of one modality.
 * @throws Failure `file-invalid` when the file holds another count of numbers or unknown tokens; `invalid-argument` when the sample
 *   lacks the modality
 */
export async function readInput(sample: TrainingSample, modality: Modality, input: InputShape): Promise<Float32Array | Int32Array> {
  const file = sample.inputs[modality]
  if (file === undefined) {
    return fail(
      'invalid-argument',
      `Track ${sample.trackId} has no ${modality}, which the network reads.`,
      `Leave it out of the dataset or add its ${modality}.`,
    )
  }
  const bytes = await readFile(file.path)
  const size = sizeOfInput(input)
  if (bytes.byteLength !== size * 4) {
    return fail(
      'file-invalid',
      `${file.path} holds ${bytes.byteLength} bytes, not ${size * 4}.`,
      'Clear the feature cache, then extract the features again.',
    )
  }
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  return input.kind === 'tokens'
    ? knownTokens(new Int32Array(buffer), input.vocabularySize, file.path)
    : new arrayTypes[elementTypes[input.kind]](buffer)
}

function knownTokens(tokens: Int32Array, vocabularySize: number, path: string): Int32Array {
  const unknown = tokens.find((token) => token < 0 || token >= vocabularySize)
  if (unknown === undefined) return tokens
  return fail(
    'file-invalid',
    `${path} holds the token ${unknown}, outside 0…${vocabularySize - 1}.`,
    'Prepare the texts again with the present vocabulary.',
  )
}

function joinRows(rows: readonly (Float32Array | Int32Array)[], joined: Float32Array | Int32Array): Float32Array | Int32Array {
  rows.forEach((row, index) => joined.set(row, index * row.length))
  return joined
}

/** Room for the numbers of some samples. */
export function newArray(input: InputShape, samples: number): Float32Array | Int32Array {
  return new arrayTypes[elementTypes[input.kind]](sizeOfInput(input) * samples)
}

function absoluteInputs(inputs: TrainingSample['inputs'], folder: string): TrainingSample['inputs'] {
  return mapModalities(inputs, (file) => ({ ...file, path: resolve(folder, file.path) }))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
