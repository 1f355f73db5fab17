import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { HandlerArgument } from '@shared/contract/channels'
import {
  type BundleContent,
  bundleContentSchema,
  bundledFileName,
  type BundledFile,
  type BundledSample,
  type BundledTrack,
} from '@shared/contract/run-bundle'
import { sampleKey, trainedPredictionsSchema, type TrainedPredictions, trainingManifestSchema } from '@shared/contract/workers/training'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { meansDevice, processor } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'
import { isTextKind } from '@shared/domain/modality'
import { requireFolderOf, writeUserFile } from '../../files/user-file'
import type { ServiceContext } from '../../service-context'
import { namedBackboneOf } from '../../store/backbones'
import { datasetSamples } from '../../store/dataset-samples'
import { datasetTracks, datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import { runWithId, type StoredRun } from '../../store/runs'
import { tracksWithFiles } from '../../store/track-identities'
import { digestOfDataset } from '../datasets/dataset-digest'
import { standingsInDataset } from '../datasets/dataset-groups'
import { bundledFile, bundleText } from './bundle-file'
import { presentLock } from './program-lock'
import { textDigests } from './text-digests'

/**
 * Writes a bundle: all that a run follows from, but audio and texts, so that it can be trained again in another library that holds the
 * same audio and texts.
 * @throws Failure `not-found`; `nothing-to-do` for a run that has not predicted yet; `file-missing` when files of the run are gone;
 *   `unsupported` when its word vectors are too large for a file
 */
export async function writeBundle(
  context: ServiceContext,
  { runId, path }: HandlerArgument<'runs.bundle'>,
): Promise<{ path: string; tracks: number; bytes: number }> {
  const library = context.library()
  requireFolderOf(path)
  const run = runWithId(library.database, runId)
  const content = await contentOf(library, run, context.now())
  writeUserFile(path, bundleText(content))
  return { path, tracks: content.tracks.length, bytes: (await stat(path)).size }
}

async function contentOf(library: Library, run: StoredRun, now: Date): Promise<BundleContent> {
  const { samples, predictions } = await readRun(library, run)
  const { name, licence, settings, digest } = datasetOf(library, run, samples)
  const trackIds = [...new Set(samples.map(({ trackId }) => trackId))]
  const indexes = new Map(trackIds.map((trackId, index) => [trackId, index]))
  const { engine, computedOn, device, parameters, network, metrics, baselines, leak = null } = run
  return bundleContentSchema.parse({
    writtenAt: now.toISOString(),
    lock: presentLock(),
    run: {
      ...{
        name: run.name,
        note: run.note,
        tags: run.tags,
        settings: run.settings,
        network,
        parameters,
        engine,
        computedOn,
        leak,
        metrics,
        baselines,
      },
      device: computedOn.at(-1)?.device.kind ?? (meansDevice(device, processor) ? processor.kind : device),
      trainingMeans: predictions.trainingMeans,
    },
    dataset: { name, digest, licence, settings: { ...settings, filter: {} } },
    backbone: namedBackboneOf(library.database, run),
    tracks: bundledTracks(library, run, trackIds),
    samples: bundledSamples(samples, predictions, indexes),
    files: await filesOf(library, run),
  })
}

interface RunRecord {
  readonly samples: readonly DatasetSample[]
  readonly predictions: TrainedPredictions
}

/** The samples that a run read, in its order, and what it predicted of them. */
async function readRun(library: Library, run: StoredRun): Promise<RunRecord> {
  const { directory, manifestPath } = runFolder(library, run.id)
  const predictionsPath = join(directory, 'predictions.json')
  if (run.state !== 'done' && run.state !== 'stopped')
    fail('nothing-to-do', `The run “${run.name}” is not done (${run.state}).`, 'Train it to its end, then write its bundle.')
  if (!existsSync(manifestPath) || !existsSync(predictionsPath))
    fail('file-missing', `Files of the run “${run.name}” are gone from ${directory}.`, 'Train it again, then write its bundle.')
  const manifest = trainingManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))
  const rows = new Map(datasetSamples(library.database, run.datasetId).map((row) => [sampleKey(row), row]))
  return {
    samples: manifest.samples.flatMap((sample) => rows.get(sampleKey(sample)) ?? []),
    predictions: trainedPredictionsSchema.parse(JSON.parse(await readFile(predictionsPath, 'utf8'))),
  }
}

/** The dataset as far as the run could read it. */
function datasetOf({ database }: Library, { datasetId }: StoredRun, read: readonly DatasetSample[]) {
  const { name, digest, lexiconLicence: licence, settings } = datasetWithId(database, datasetId)
  if (read.length === datasetSamples(database, datasetId).length) return { name, digest, licence, settings }
  const ids = new Set(read.map(({ trackId }) => trackId))
  const files = tracksWithFiles({ database, directory: '' })
  const tracks = datasetTracks(database, datasetId)
    .filter(({ trackId }) => ids.has(trackId))
    .map((track) => ({ ...track, digest: null, externalId: null, ...files.get(track.trackId) }))
  return { name, digest: digestOfDataset(settings, tracks, read), licence, settings }
}

function bundledTracks(library: Library, { datasetId, network }: StoredRun, trackIds: readonly number[]): BundledTrack[] {
  const { database } = library
  const kinds = network.branches.map(({ modality }) => modality).filter(isTextKind)
  const texts = textDigests(database, kinds)
  const standings = standingsInDataset(database, datasetId)
  const frozen = new Map(datasetTracks(database, datasetId).map((track) => [track.trackId, track]))
  const files = tracksWithFiles(library)
  return trackIds.flatMap((trackId): BundledTrack[] => {
    const [track, file, standing] = [frozen.get(trackId), files.get(trackId), standings.get(trackId)]
    if (!track || !file || !standing) return []
    const { externalId, title, artist, path, digest } = file
    const { split, valence, arousal, source } = track
    const fileName = path === null ? null : basename(path)
    const named = { externalId, title, artist, fileName, digest, texts: texts.get(trackId) ?? {} }
    return [{ ...named, group: standing.group, split, valence, arousal, source }]
  })
}

function bundledSamples(
  samples: readonly DatasetSample[],
  { predictions }: TrainedPredictions,
  indexes: ReadonlyMap<number, number>,
): BundledSample[] {
  const byKey = new Map(predictions.map((prediction) => [sampleKey(prediction), prediction]))
  return samples.map(({ trackId, excerptId: _excerptId, ...sample }) => {
    const found = byKey.get(sampleKey({ trackId, copy: sample.copy }))
    const predicted = found ? { fold: found.fold, valence: found.valence, arousal: found.arousal } : null
    return { track: indexes.get(trackId) ?? 0, ...sample, predicted }
  })
}

/** What the run began with: vocabularies, word vectors, the lexicon that baselines of texts read, and the tensors of earlier runs. */
async function filesOf(library: Library, { id, name, network }: StoredRun): Promise<BundledFile[]> {
  const { directory } = runFolder(library, id)
  const present = await readdir(directory)
  const kinds = network.branches.map(({ modality }) => modality).filter(isTextKind)
  const needed = kinds.length > 0 ? ['inputs.json', 'initial.safetensors', ...kinds.map((kind) => `vocabulary-${kind}.json`)] : []
  const absent = needed.find((file) => !present.includes(file))
  if (absent !== undefined) {
    fail(
      'file-missing',
      `The word vectors of the run “${name}” are gone: ${join(directory, absent)} is not there.`,
      'Train it again, then write its bundle.',
    )
  }
  const wanted = present.filter((file) => bundledFileName.test(file)).sort()
  return Promise.all(wanted.map(async (file) => bundledFile(file, await readFile(join(directory, file)))))
}
