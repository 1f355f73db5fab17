import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { HandlerArgument } from '@shared/contract/channels'
import type { StartedJob } from '@shared/contract/jobs'
import type { NamedBackbone } from '@shared/contract/backbones'
import type { BundleContent } from '@shared/contract/run-bundle'
import type { BundleDescription } from '@shared/contract/run-files'
import { fail } from '@shared/domain/failure'
import { writeFileAtomically } from '../../files/write-atomically'
import type { ServiceContext } from '../../service-context'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import { changeRun, deleteRun } from '../../store/runs'
import { findBackbone } from '../backbones/find-backbone'
import { foldsOfDataset } from '../datasets/dataset-folds'
import { addRun, startTraining } from '../runs/manage-runs'
import { keepBundle } from '../runs/reproduction'
import { readBundle } from './bundle-file'
import { datasetOfBundle } from './dataset-of-bundle'
import { matchBundle, type MatchedBundle } from './match-bundle'
import { differencesOfLocks, presentLock } from './program-lock'

/**
 * What a bundle holds, and what training it in the open library would lack.
 * @throws Failure as `readBundle`
 */
export function describeBundle(context: ServiceContext, path: string): BundleDescription {
  const { run, dataset, tracks, samples, lock, ...content } = readBundle(path)
  const { missing } = matchBundle(context.library(), { ...content, run, tracks })
  const { epochs, folds, seed } = run.settings
  const { backbone } = content
  const lacks = backbone && !findBackbone(context.library().database, backbone) ? [`${lackOfBackbone(backbone)}.`] : []
  return {
    ...{ run: run.name, dataset: dataset.name, network: run.network.name, engine: run.engine, device: run.device, epochs, folds, seed },
    tracks: tracks.length,
    samples: samples.length,
    missing: [...missing],
    differences: [...lacks, ...differencesOfLocks(lock, presentLock())],
  }
}

/**
 * Trains the run of a bundle on the same samples, in the same order and the same folds, from the same word vectors and tensors.
 * @throws Failure as `readBundle`; `not-found` when its backbone, or tracks that may not be left out, are missing here;
 *   `invalid-argument` when the engine or the kind of device is not here; `unsupported` when this version deals folds otherwise
 */
export async function trainBundle(
  context: ServiceContext,
  { path, name, leaveOut, ...computer }: HandlerArgument<'bundles.train'>,
): Promise<StartedJob & { runId: string }> {
  const library = context.library()
  const content = readBundle(path)
  const { run } = content
  const settings = {
    ...run.settings,
    engine: computer.engine ?? run.engine,
    device: computer.device ?? run.device,
    fallback: computer.fallback ?? run.settings.fallback,
    embeddingId: null,
    backboneId: requireBackbone(library, content),
  }
  await context.devices.check(settings)
  const adapters = await context.devices.adaptersFor(settings)
  const matched = matchBundle(library, content)
  if (!leaveOut) requireAll(content, matched)
  const datasetId = datasetOfBundle(context, content, matched)
  if (matched.missing.length === 0) requireSameFolds(library, datasetId, content, matched)
  const { network, leak } = run
  const added = addRun(context, { datasetId, name: name?.trim() || `${run.name} from bundle`, settings, network, leak, adapters })
  changeRun(library.database, added.id, { note: run.note, tags: run.tags })
  try {
    await writeFiles(library, added.id, content, matched)
  } catch (error) {
    deleteRun(library.database, added.id)
    throw error
  }
  return { ...startTraining(context, added, { resume: false }), runId: added.id }
}

/** The backbone of this library that the run reads; null where it reads none. */
function requireBackbone({ database }: Library, { backbone }: Pick<BundleContent, 'backbone'>): number | null {
  if (backbone === null) return null
  const found = findBackbone(database, backbone)
  return found?.id ?? fail('not-found', `${lackOfBackbone(backbone)}.`, 'Add that file first, with the same card.')
}

function lackOfBackbone({ name, digest }: NamedBackbone): string {
  return `The run reads the backbone “${name}” (SHA-256 ${digest.slice(0, 12)}…), which this library does not have with the same card`
}

/** So many missing tracks are named in a message. */
const namedTracks = 10

function requireAll({ tracks }: BundleContent, { missing }: MatchedBundle): void {
  if (missing.length === 0) return
  const named = missing.slice(0, namedTracks).map(({ track, reason }) => `${track} (${reason})`)
  const rest = missing.length > namedTracks ? `, and ${missing.length - namedTracks} more` : ''
  fail(
    'not-found',
    `${missing.length} of ${tracks.length} tracks of the bundle are not in this library: ${named.join(', ')}${rest}.`,
    'Import their audio and texts first. Or leave these tracks out: the figures are then others.',
  )
}

/** Folds follow from seed, order and groups; another version may deal them otherwise. */
function requireSameFolds({ database }: Library, datasetId: number, { run, samples }: BundleContent, { trackIds }: MatchedBundle): void {
  const { folds: count, seed } = run.settings
  if (count === 0) return
  const here = foldsOfDataset(database, datasetId, { count, seed })
  const differs = samples.some(({ track, predicted }) => {
    const trackId = trackIds[track] ?? null
    return predicted !== null && trackId !== null && here.get(trackId) !== predicted.fold
  })
  if (differs)
    fail('unsupported', 'This version deals the folds of the bundle otherwise.', 'Train it with the version of Circumplex that wrote it.')
}

async function writeFiles(library: Library, runId: string, content: BundleContent, { trackIds }: MatchedBundle): Promise<void> {
  const { directory } = runFolder(library, runId)
  await mkdir(directory, { recursive: true })
  for (const { name, base64 } of content.files) await writeFileAtomically(join(directory, name), Buffer.from(base64, 'base64'))
  await keepBundle(library, runId, content, trackIds)
}
