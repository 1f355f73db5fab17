import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { TextKind } from '@shared/contract/common'
import type { TrainingSettings } from '@shared/contract/training'
import { type TrainingManifest, trainingManifestSchema, type TrainingSample } from '@shared/contract/workers/training'
import type { DatasetSample } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import type { Modality } from '@shared/domain/network'
import { writeFileAtomically } from '../../files/write-atomically'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { datasetSamples } from '../../store/dataset-samples'
import { datasetTracks, datasetWithId, namesInDataset } from '../../store/datasets'
import type { Library } from '../../store/library'
import type { StoredRun } from '../../store/runs'
import { trackNames } from '../../store/text-bodies'
import { ensureFeatures, featureKey, type SetAsideFile, sourcesOfTracks } from '../features/feature-files'
import type { PreparedInputs } from './prepare-inputs'
import { runFolder } from './run-folder'
import type { TextTools } from '../embeddings/text-tools'
import { ensureTokenFiles } from '../features/token-files'
import { groupOf } from '../datasets/track-group'

/** A run's samples on disk, ready to be trained on. */
export interface PreparedManifest {
  readonly samples: number
  readonly setAside: readonly SetAsideFile[]
  /** What a user should know of the inputs, in sentences. */
  readonly notes: readonly string[]
}

/** What a sample's network reads of one modality; undefined where the track has none. */
type InputOf = (sample: DatasetSample) => TrainingSample['inputs'] | undefined

/**
 * The one place that says what this version can train.
 * @throws Failure `invalid-argument` for one fold
 */
export function checkTrainable({ folds }: TrainingSettings): void {
  if (folds === 1)
    fail('invalid-argument', 'One fold leaves nothing to train on.', 'Choose 0 for the split of the dataset, or 2 folds or more.')
}

/**
 * Writes the manifest of a run: every sample of its dataset with its label and the files of its inputs, which are made where they are not
 * cached. Samples that lack one of the network's modalities are left out and told. A manifest that is whole is kept, so that a resumed
 * run goes on alike.
 * @throws Failure `nothing-to-do` when nothing is left to train on; what `ensureFeatures` throws
 */
export async function prepareManifest(
  context: ServiceContext,
  library: Library,
  run: StoredRun,
  prepared: PreparedInputs,
  tools: TextTools,
  job: JobHandle,
): Promise<PreparedManifest> {
  const folder = runFolder(library, run.id)
  const present = await wholeManifest(folder)
  if (present) return { samples: present.samples.length, setAside: [], notes: [] }
  const rows = datasetSamples(library.database, run.datasetId)
  const modalities = run.network.branches.map(({ modality }) => modality)
  const setAside: SetAsideFile[] = []
  const notes: string[] = []
  const inputs: InputOf[] = []
  for (const modality of modalities) {
    inputs.push(
      modality === 'audio'
        ? await audioInputs(context, library, folder.directory, rows, setAside, job)
        : await tokenInputs(library, run, modality, prepared, rows, { setAside, notes }, tools, job),
    )
  }
  const samples = samplesOf(library, run.datasetId, rows, inputs)
  if (!samples.some(({ split }) => split === 'train')) {
    fail(
      'nothing-to-do',
      `None of the ${rows.length} samples of the dataset has ${modalities.join(' and ')} that can be read.`,
      hintFor(modalities),
    )
  }
  await writeFileAtomically(folder.manifestPath, JSON.stringify({ samples } satisfies TrainingManifest))
  return { samples: samples.length, setAside, notes }
}

function hintFor(modalities: readonly Modality[]): string {
  return modalities.includes('audio')
    ? 'Find missing files again, or freeze another dataset.'
    : 'Import texts, or freeze a dataset of tracks that have them.'
}

function samplesOf(library: Library, datasetId: number, rows: readonly DatasetSample[], inputs: readonly InputOf[]): TrainingSample[] {
  const labels = new Map(datasetTracks(library.database, datasetId).map((track) => [track.trackId, track]))
  const groups = groupsOf(library, datasetId)
  return rows.flatMap((row): TrainingSample[] => {
    const label = labels.get(row.trackId)
    const own = inputs.map((inputOf) => inputOf(row))
    if (!label || own.includes(undefined)) return []
    const { trackId, split, copy } = row
    const { valence, arousal } = label
    return [
      { trackId, split, copy, group: groups.get(trackId), valence, arousal, inputs: Object.assign({}, ...own) as TrainingSample['inputs'] },
    ]
  })
}

/** What the dataset keeps together, by the names that its tracks have now; a resumed run keeps the groups that it began with. */
function groupsOf({ database }: Library, datasetId: number): ReadonlyMap<number, string> {
  const { groupBy } = datasetWithId(database, datasetId).settings
  return new Map(namesInDataset(database, datasetId).map((track) => [track.trackId, groupOf(track, groupBy)]))
}

async function audioInputs(
  context: ServiceContext,
  library: Library,
  directory: string,
  rows: readonly DatasetSample[],
  setAside: SetAsideFile[],
  job: JobHandle,
): Promise<InputOf> {
  const sources = new Map(
    sourcesOfTracks(
      library,
      rows.map(({ trackId }) => trackId),
    ).map((source) => [source.trackId, source]),
  )
  const sourceOf = ({ trackId, startSeconds }: DatasetSample) => {
    const source = sources.get(trackId)
    return source && { ...source, startSeconds: startSeconds ?? source.startSeconds }
  }
  const { features, setAside: unreadable } = await ensureFeatures(
    context,
    library,
    rows.flatMap((row) => sourceOf(row) ?? []),
    job,
  )
  setAside.push(...unreadable, ...tracksWithout(library, rows, 'audio', ({ trackId }) => sources.has(trackId)))
  return (row) => {
    const source = sourceOf(row)
    const feature = source && features.get(featureKey(source))
    return feature && { audio: { path: relative(directory, feature.path), startSeconds: feature.startSeconds } }
  }
}

async function tokenInputs(
  library: Library,
  run: StoredRun,
  kind: TextKind,
  { tables }: PreparedInputs,
  rows: readonly DatasetSample[],
  told: { setAside: SetAsideFile[]; notes: string[] },
  tools: TextTools,
  job: JobHandle,
): Promise<InputOf> {
  const table = tables.get(kind)
  if (!table) return fail('internal', `The run “${run.name}” has no vocabulary of ${kind}.`, 'Start the run again.')
  const { textVariation } = datasetWithId(library.database, run.datasetId).settings
  const files = await ensureTokenFiles(library, kind, table, rows, textVariation, tools, job)
  if (files.covered === 0 && files.texts > 0) {
    fail(
      'nothing-to-do',
      `No word of the dataset’s ${kind} is in the vocabulary of the word vectors.`,
      `Learn word vectors from the ${kind}, or choose others.`,
    )
  }
  if (files.covered < files.texts) {
    told.notes.push(
      `${files.texts - files.covered} of ${files.texts} samples have no word of the vocabulary in their ${kind}: the network reads them as empty`,
    )
  }
  told.setAside.push(...tracksWithout(library, rows, kind, (row) => files.pathOf(row) !== undefined))
  return (row) => {
    const path = files.pathOf(row)
    return path === undefined ? undefined : { [kind]: { path: relative(runFolder(library, run.id).directory, path) } }
  }
}

/** Tracks that lack a modality, each once, by its name. */
function tracksWithout(
  library: Library,
  rows: readonly DatasetSample[],
  modality: Modality,
  has: (row: DatasetSample) => boolean,
): SetAsideFile[] {
  const names = trackNames(library.database)
  const without = new Set(rows.filter((row) => !has(row)).map(({ trackId }) => trackId))
  const reason = modality === 'audio' ? 'Its audio is missing.' : `It has no ${modality}.`
  return [...without].map((trackId) => ({ path: names.get(trackId) ?? `track ${trackId}`, reason }))
}

/** The manifest of an earlier start, if every file that it names is there. */
async function wholeManifest({ directory, manifestPath }: ReturnType<typeof runFolder>): Promise<TrainingManifest | null> {
  if (!existsSync(manifestPath)) return null
  const manifest = trainingManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))
  const whole = manifest.samples.every(({ inputs }) => Object.values(inputs).every((file) => existsSync(resolve(directory, file.path))))
  return whole ? manifest : null
}
