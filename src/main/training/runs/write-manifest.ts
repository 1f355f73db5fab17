import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type TrainingManifest, trainingManifestSchema, type TrainingSample } from '@shared/contract/workers/training'
import { labelCoordinateSchema } from '@shared/contract/common'
import { type DatasetSample, isOriginal } from '@shared/domain/dataset-sample'
import { fail } from '@shared/domain/failure'
import { describeModality, type Modality } from '@shared/domain/modality'
import { dimensions, type LabelPoint } from '@shared/domain/plane'
import { writeFileAtomically } from '../../files/write-atomically'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { datasetSamples } from '../../store/dataset-samples'
import type { Library } from '../../store/library'
import type { TrainedRun } from '../../store/runs'
import { trackNames } from '../../store/text-bodies'
import type { SetAsideFile } from '../features/feature-files'
import type { PreparedInputs } from './prepare-inputs'
import { runFolder } from '../../store/run-folder'
import { type InputRequest, inputsOf, type SampleInputs } from './sample-inputs'
import type { TextTools } from '../embeddings/text-tools'
import { standingsInDataset } from '../datasets/dataset-groups'

/** A run's samples on disk, ready to be trained on. */
export interface PreparedManifest {
  readonly samples: number
  readonly setAside: readonly SetAsideFile[]
  /** What a user should know of the inputs, in sentences. */
  readonly notes: readonly string[]
}

/**
 * Writes the manifest of a run: every sample of its dataset with its frozen label and the files of its inputs, which are made where they
 * are not cached. Samples that lack one of the network's modalities are left out and reported. A manifest that is whole is kept,
 * so that a resumed run goes on alike.
 * @throws Failure `nothing-to-do` when nothing is left to train on; what `ensureFeatures` throws
 */
export async function prepareManifest(
  context: ServiceContext,
  library: Library,
  run: TrainedRun,
  prepared: PreparedInputs,
  tools: TextTools,
  job: JobHandle,
): Promise<PreparedManifest> {
  const folder = runFolder(library, run.id)
  const present = await wholeManifest(folder)
  if (present) return { samples: present.samples.length, setAside: [], notes: [] }
  const rows = datasetSamples(library.database, run.datasetId)
  const modalities = run.network.branches.map(({ modality }) => modality)
  const request: InputRequest = { context, library, run, rows, prepared, tools, job }
  const inputs = new Map<Modality, SampleInputs>()
  for (const modality of modalities) inputs.set(modality, await inputsOf(request, modality))
  const samples = samplesOf(library, run.datasetId, rows, inputs)
  if (!samples.some(({ split }) => split === 'train')) {
    fail(
      'nothing-to-do',
      `None of the ${rows.length} samples of the dataset has ${modalities.join(' and ')} that can be read.`,
      modalities.map((modality) => describeModality(modality).remedy)[0] ?? '',
    )
  }
  await writeFileAtomically(folder.manifestPath, JSON.stringify({ samples } satisfies TrainingManifest))
  const parts = [...inputs.values()]
  return {
    samples: samples.length,
    setAside: parts.flatMap(({ setAside }) => setAside),
    notes: parts.flatMap(({ notes }) => notes),
  }
}

function samplesOf(
  library: Library,
  datasetId: number,
  rows: readonly DatasetSample[],
  inputs: ReadonlyMap<Modality, SampleInputs>,
): TrainingSample[] {
  const standings = standingsInDataset(library.database, datasetId)
  const names = trackNames(library.database)
  return rows.flatMap((row): TrainingSample[] => {
    const files = filesOf(row, inputs)
    if (!files) return []
    const { trackId, split, copy, valence, arousal } = row
    const name = names.get(trackId) ?? `track ${trackId}`
    checkLabel(name, { valence, arousal })
    return [{ trackId, name, split, copy, original: isOriginal(row), ...standings.get(trackId), valence, arousal, inputs: files }]
  })
}

/** @throws Failure `invalid-argument` for a coordinate outside of −1…1, or one that is no number */
function checkLabel(name: string, label: LabelPoint): void {
  for (const dimension of dimensions) {
    if (labelCoordinateSchema.safeParse(label[dimension]).success) continue
    fail(
      'invalid-argument',
      `The ${dimension} of “${name}” is ${label[dimension]}, not a number in −1…1.`,
      'Label the track again, then freeze the dataset again.',
    )
  }
}

/** All that the network reads of a sample; null where the track lacks some of it. */
function filesOf(row: DatasetSample, inputs: ReadonlyMap<Modality, SampleInputs>): TrainingSample['inputs'] | null {
  const files: TrainingSample['inputs'] = {}
  for (const [modality, { fileOf }] of inputs) {
    const file = fileOf(row)
    if (!file) return null
    files[modality] = file
  }
  return files
}

/** The manifest of an earlier start, if every file that it names is there. */
async function wholeManifest({ directory, manifestPath }: ReturnType<typeof runFolder>): Promise<TrainingManifest | null> {
  if (!existsSync(manifestPath)) return null
  const manifest = trainingManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))
  const whole = manifest.samples.every(({ inputs }) => Object.values(inputs).every((file) => existsSync(resolve(directory, file.path))))
  return whole ? manifest : null
}
