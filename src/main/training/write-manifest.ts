import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { TrainingSettings } from '@shared/contract/training'
import { type TrainingManifest, trainingManifestSchema, type TrainingSample } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { writeAtomically } from '../audio/write-atomically'
import type { JobHandle } from '../jobs/job-table'
import type { ServiceContext } from '../service-context'
import { datasetTracks } from '../store/datasets'
import type { Library } from '../store/library'
import { ensureFeatures, type SetAsideFile, sourcesOfTracks } from './feature-files'
import type { RunFolder } from './run-folder'

/** A run's samples on disk, ready to be trained on. */
export interface PreparedManifest {
  readonly samples: number
  readonly setAside: readonly SetAsideFile[]
}

/**
 * The one place that says which networks this version can train.
 * @throws Failure `unsupported` for networks that read text, and for the ONNX engine; `invalid-argument` for one fold
 */
export function checkTrainable({ modality, engine, folds }: TrainingSettings): void {
  if (modality !== 'audio') fail('unsupported', `This version trains audio networks only, not ${modality}.`, 'Choose the modality audio.')
  if (engine === 'onnx') fail('unsupported', 'This version trains with TensorFlow only.', 'Choose the engine tensorflow, or auto.')
  if (folds === 1) fail('invalid-argument', 'One fold leaves nothing to train on.', 'Choose 0 for the split of the dataset, or 2 folds or more.')
}

/**
 * Writes the manifest of a run: every track of its dataset with its label and the file of its features, which are made where they
 * are not cached. Tracks whose file gives none are left out and told. A manifest that is whole is kept, so that a resumed run goes on alike.
 * @throws Failure `nothing-to-do` when nothing is left to train on; what `ensureFeatures` throws
 */
export async function prepareManifest(context: ServiceContext, library: Library, datasetId: number, folder: RunFolder, job: JobHandle): Promise<PreparedManifest> {
  const present = await wholeManifest(folder)
  if (present) return { samples: present.samples.length, setAside: [] }
  const tracks = datasetTracks(library.database, datasetId)
  const sources = sourcesOfTracks(library, tracks.map(({ trackId }) => trackId))
  const { features, setAside } = await ensureFeatures(context, library, sources, job)
  const samples = tracks.flatMap(({ trackId, split, valence, arousal }): TrainingSample[] => {
    const feature = features.get(trackId)
    if (!feature) return []
    return [{ trackId, split, valence, arousal, inputs: { audio: { path: relative(folder.directory, feature.path), startSeconds: feature.startSeconds } } }]
  })
  if (!samples.some(({ split }) => split === 'train')) {
    fail('nothing-to-do', `None of the ${tracks.length} tracks of the dataset has audio that can be read.`, 'Find missing files again, or freeze another dataset.')
  }
  await writeAtomically(folder.manifestPath, new TextEncoder().encode(JSON.stringify({ samples } satisfies TrainingManifest)))
  return { samples: samples.length, setAside: [...setAside, ...missingTracks(tracks.length - sources.length)] }
}

function missingTracks(count: number): SetAsideFile[] {
  return count > 0 ? [{ path: `${count} tracks`, reason: 'Their audio is missing.' }] : []
}

/** The manifest of an earlier start, if every file that it names is there. */
async function wholeManifest({ directory, manifestPath }: RunFolder): Promise<TrainingManifest | null> {
  if (!existsSync(manifestPath)) return null
  const manifest = trainingManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))
  const whole = manifest.samples.every(({ inputs }) => inputs.audio && existsSync(resolve(directory, inputs.audio.path)))
  return whole ? manifest : null
}
