import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TrainingManifest, trainingManifestSchema } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import { mixSeed } from '@shared/domain/random'
import { writeFileAtomically } from '../../files/write-atomically'
import { partsOf } from '../../learning/parts'
import type { RunFolder } from '../../store/run-folder'

/** One training of a trial: the dataset's split, or one fold of its training and validation tracks. */
export interface TrialPart {
  readonly manifestPath: string
  /** Holds its checkpoint. */
  readonly directory: string
  readonly seed: number
  readonly samples: number
}

/**
 * Writes the manifests that a trial is trained by. Samples of the test set are in none of them, so that no trial can be judged by them.
 * @param folder of the trial; its manifest has all samples
 * @throws Failure `nothing-to-do` for a dataset without validation tracks; what `partsOf` throws
 */
export async function writeTrialParts(folder: RunFolder, { folds, seed }: { folds: number; seed: number }): Promise<TrialPart[]> {
  const manifest = trainingManifestSchema.parse(JSON.parse(await readFile(folder.manifestPath, 'utf8')))
  const known = manifest.samples.filter(({ split }) => split !== 'test')
  const parts = partsOf(known, folds, seed)
  if (parts.some(({ validation }) => validation.length === 0)) {
    fail(
      'nothing-to-do',
      'The dataset has no validation tracks to judge trials by.',
      'Judge them by folds instead, or freeze a dataset with a share for validation.',
    )
  }
  return Promise.all(
    parts.map(async ({ fold, train, validation }) => {
      const samples: TrainingManifest['samples'] = [
        ...train.map((sample) => ({ ...sample, split: 'train' as const })),
        ...validation.map((sample) => ({ ...sample, split: 'validation' as const })),
      ]
      const manifestPath = join(folder.directory, `part-${fold}.json`)
      await writeFileAtomically(manifestPath, JSON.stringify({ samples } satisfies TrainingManifest))
      const directory = join(folder.directory, `part-${fold}`)
      return { manifestPath, directory, seed: folds === 0 ? seed : mixSeed(seed, fold + 1), samples: samples.length }
    }),
  )
}
