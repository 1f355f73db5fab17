import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { epochSchema } from '@shared/contract/training'
import { optimiserSettingsSchema } from '@shared/contract/workers/training'
import { asFailure, fail } from '@shared/domain/failure'
import { decodeSafetensors, encodeSafetensors } from '../network/safetensors'
import type { Weights } from '../network/weights'
import { writeFileAtomically } from '../files/write-atomically'

const stateSchema = z.object({
  version: z.literal(1),
  /** Digest of everything that the run depends on: another one cannot go on from here. */
  fingerprint: z.string(),
  settings: optimiserSettingsSchema,
  epochsDone: z.number().int().nonnegative(),
  stepsDone: z.number().int().nonnegative(),
  weightsFile: z.string(),
  /** Null: nothing is averaged. */
  averageFile: z.string().nullable().default(null),
  best: z.object({ epoch: z.number().int(), loss: z.number(), file: z.string() }).nullable(),
  history: z.array(epochSchema),
  finished: z.boolean(),
})
type State = z.infer<typeof stateSchema>

/** A training as it stands after an epoch: weights with running statistics, the best ones, and how it went. */
export interface Checkpoint extends Omit<State, 'version' | 'weightsFile' | 'averageFile' | 'best'> {
  readonly weights: Weights
  /** The mean of the weights over the last epochs; null where nothing is averaged. */
  readonly average: Weights | null
  readonly best: { readonly epoch: number; readonly loss: number; readonly weights: Weights } | null
}

const stateName = 'state.json'

/**
 * Saves a checkpoint. `state.json` is written last and names its weight files, so that a crash at any moment leaves a whole checkpoint.
 * @param directory made when missing
 */
export async function saveCheckpoint(directory: string, { weights, average, best, ...rest }: Checkpoint): Promise<void> {
  await mkdir(directory, { recursive: true })
  const weightsFile = `weights-${rest.epochsDone}.safetensors`
  const bestFile = best && `best-${best.epoch}.safetensors`
  await writeFileAtomically(join(directory, weightsFile), encodeSafetensors(weights))
  const averageFile = average && `average-${rest.epochsDone}.safetensors`
  if (average && averageFile) await writeFileAtomically(join(directory, averageFile), encodeSafetensors(average))
  const present = await readdir(directory)
  if (best && bestFile && !present.includes(bestFile)) await writeFileAtomically(join(directory, bestFile), encodeSafetensors(best.weights))
  const state: State = {
    ...rest,
    version: 1,
    weightsFile,
    averageFile,
    best: best && bestFile ? { epoch: best.epoch, loss: best.loss, file: bestFile } : null,
  }
  await writeFileAtomically(join(directory, stateName), JSON.stringify(state))
  const kept = new Set<string | null>([weightsFile, averageFile, bestFile, stateName])
  await Promise.all(present.filter((name) => !kept.has(name)).map((name) => rm(join(directory, name), { force: true })))
}

/**
 * Reads the last checkpoint of a run.
 * @param fingerprint of the run that wants to go on
 * @returns null when there is none
 * @throws Failure `file-invalid` when it is damaged, `invalid-argument` when it belongs to other data or settings
 */
export async function loadCheckpoint(directory: string, fingerprint: string): Promise<Checkpoint | null> {
  const text = await readState(directory)
  if (text === null) return null
  const state = parseState(text, directory)
  if (state.fingerprint !== fingerprint) {
    fail(
      'invalid-argument',
      `The checkpoint in ${directory} belongs to other data or settings.`,
      'Start a new run, or resume with the settings that this run began with.',
    )
  }
  const { version: _version, weightsFile, averageFile, best, ...rest } = state
  return {
    ...rest,
    weights: await readWeights(join(directory, weightsFile)),
    average: averageFile === null ? null : await readWeights(join(directory, averageFile)),
    best: best && { epoch: best.epoch, loss: best.loss, weights: await readWeights(join(directory, best.file)) },
  }
}

/** The epochs up to the last checkpoint; none where there is no checkpoint. @throws Failure `file-invalid` when it is damaged */
export async function historyOfCheckpoint(directory: string): Promise<State['history']> {
  const text = await readState(directory)
  return text === null ? [] : parseState(text, directory).history
}

/** Removes a run's checkpoint, so that it begins anew. */
export async function clearCheckpoint(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
}

/** A digest of what a run depends on. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** Reads a safetensors file. */
export async function readWeights(path: string): Promise<Weights> {
  return decodeSafetensors(await readFile(path), path).weights
}

async function readState(directory: string): Promise<string | null> {
  return readFile(join(directory, stateName), 'utf8').catch((error: unknown) => {
    if (asFailure(error).code === 'file-missing') return null
    throw error
  })
}

function parseState(text: string, directory: string): State {
  try {
    return stateSchema.parse(JSON.parse(text))
  } catch {
    return fail('file-invalid', `The checkpoint in ${directory} is damaged.`, 'Start a new run.')
  }
}
