import { readFile } from 'node:fs/promises'
import { type FusionSettings, fusionSettingsSchema, type TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/modality'
import type { Branch, Network } from '@shared/domain/network'
import { cutBranch } from '../../network/cut-branch'
import { fusedNetwork, withShares } from '../../network/published'
import { decodeSafetensors } from '../../network/safetensors'
import type { Weights } from '../../network/weights'
import { datasetWithId } from '../../store/datasets'
import { labelVersion } from '../../store/label-versions'
import type { Library } from '../../store/library'
import { listRuns, runWithId, type StoredRun } from '../../store/runs'
import { runFolder } from '../../store/run-folder'

/** What a fusion does by default: the newest runs, whole and frozen. */
export const wholeAndFrozen = fusionSettingsSchema.parse({})

/** An earlier run whose branch a fusion takes over. */
export interface FusionSource {
  readonly modality: Modality
  readonly run: StoredRun
  readonly branch: Branch
  /** How many of the branch's first layers are the run's own, with its tensors. */
  readonly keptLayers: number
}

/**
 * The runs that a fusion goes on from: those named, else the newest finished ones of each modality on the same dataset.
 * @throws Failure `nothing-to-do` when there is none of a modality; `invalid-argument` for a run that cannot be taken over or was
 *   trained on labels of another lexicon; `not-found` for an unknown run
 */
export function fusionSources(
  library: Library,
  datasetId: number,
  modalities: readonly Modality[],
  settings: FusionSettings,
): FusionSource[] {
  return modalities.map((modality) => {
    const id = settings.runs[modality]
    const run = id === undefined ? newestRun(library, datasetId, modality) : namedRun(library, id, modality)
    checkLexicon(library, datasetId, run)
    const own = run.network.branches.find((branch) => branch.modality === modality)
    if (!own)
      return fail('invalid-argument', `The run “${run.name}” has no ${modality} branch.`, `Name a run that was trained on ${modality}.`)
    // What set the share of the branch in an earlier fusion belongs to that fusion.
    const layers = own.layers.slice(0, own.frozenLayers)
    return { modality, run, ...cutBranch({ modality, layers, frozen: settings.frozen }, settings.keepBlocks[modality]) }
  })
}

/** The network that joins the branches of earlier runs under a new head. */
export function networkOfSources(settings: TrainingSettings, sources: readonly FusionSource[]): Network {
  return fusedNetwork(
    settings.modality,
    withShares(
      sources.map(({ branch }) => branch),
      settings.fusion ?? wholeAndFrozen,
    ),
    settings,
  )
}

/**
 * The tensors that earlier runs have learnt for the branches of a fusion.
 * @throws Failure `nothing-to-do` when a run's weights are gone
 */
export async function weightsOfSources(library: Library, sources: readonly FusionSource[]): Promise<Weights> {
  const taken = await Promise.all(
    sources.map(async ({ modality, run, keptLayers }) => {
      const weights = await weightsOfRun(library, run)
      return [...weights].filter(([name]) => {
        const [part, index] = name.split('.')
        return part === modality && Number(index) < keptLayers
      })
    }),
  )
  return new Map(taken.flat())
}

async function weightsOfRun(library: Library, run: StoredRun): Promise<Weights> {
  const path = runFolder(library, run.id).weightsPath
  const bytes = await readFile(path).catch(() => null)
  return bytes
    ? decodeSafetensors(bytes, path).weights
    : fail('nothing-to-do', `The run “${run.name}” has no weights to go on from.`, 'Train it again, without folds.')
}

function isFinished({ state, settings }: StoredRun): boolean {
  return (state === 'done' || state === 'stopped') && settings.folds === 0
}

function newestRun({ database }: Library, datasetId: number, modality: Modality): StoredRun {
  const found = listRuns(database).find(
    (run) =>
      run.archivedAt === null &&
      run.datasetId === datasetId &&
      isFinished(run) &&
      run.settings.architecture === 'published' &&
      run.network.branches.length === 1 &&
      run.network.branches[0]?.modality === modality,
  )
  if (found) return found
  const { name } = datasetWithId(database, datasetId)
  return fail(
    'nothing-to-do',
    `There is no finished ${modality} run on the dataset “${name}” to take the ${modality} branch from.`,
    `Train the network for ${modality} on this dataset first (without folds), or name a run.`,
  )
}

function namedRun({ database }: Library, id: string, modality: Modality): StoredRun {
  const run = runWithId(database, id)
  if (run.settings.architecture === 'recommended')
    fail(
      'unsupported',
      `The ${modality} branch of “${run.name}” gives statistics that its own head normalises.`,
      'Name a run of a published network.',
    )
  if (isFinished(run)) return run
  return fail(
    'invalid-argument',
    `The ${modality} branch cannot be taken from the run “${run.name}”: it is ${run.settings.folds > 0 ? 'a run with folds' : run.state}.`,
    'Name a run that is done and was trained without folds.',
  )
}

/** Branches that learnt from the coordinates of another lexicon would be judged by other labels than they learnt from. */
function checkLexicon({ database }: Library, datasetId: number, run: StoredRun): void {
  const lexiconOf = (id: number): string | null => {
    const { versionId } = datasetWithId(database, id)
    return versionId === null ? null : labelVersion(database, versionId).lexicon
  }
  const [wanted, found] = [lexiconOf(datasetId), lexiconOf(run.datasetId)]
  if (wanted === null || found === null || wanted === found) return
  fail(
    'invalid-argument',
    `The run “${run.name}” learnt from labels of the lexicon ${found}; this dataset's come from ${wanted}.`,
    'Train that run again on labels of the same lexicon.',
  )
}
