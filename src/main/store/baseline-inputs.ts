import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BaselineInputs } from '@shared/contract/workers/baselines'
import { textKinds } from '@shared/domain/modality'
import { backboneOfRun } from './backbones'
import { datasetWithId } from './datasets'
import type { Library } from './library'
import { lexiconPathOf, runFolder, vocabularyPathOf } from './run-folder'
import type { StoredRun } from './runs'

/** What baselines of a run learn from: its manifest, its folds, and the vocabularies and word vectors in its folder. */
export function baselineInputsOf(library: Library, run: StoredRun): BaselineInputs {
  const { id, datasetId, network, settings } = run
  const { folds, seed, fusion } = settings
  const backbone = backboneOfRun(library, run)
  const { directory, manifestPath } = runFolder(library, id)
  const initialPath = join(directory, 'initial.safetensors')
  const lexiconPath = lexiconPathOf(library, id)
  const texts: BaselineInputs['texts'] = {}
  for (const kind of textKinds) {
    const vocabularyPath = vocabularyPathOf(library, id, kind)
    if (!existsSync(vocabularyPath)) continue
    // Vectors of a fusion that an earlier run trained on have learnt from labels, perhaps from those of held-out tracks.
    const embedding = network.branches.find(({ modality }) => modality === kind)?.layers[0]
    const areLearnt = fusion !== null && embedding?.type === 'embedding' && embedding.trained
    texts[kind] = {
      vocabularyPath,
      vectorsPath: existsSync(initialPath) && !areLearnt ? initialPath : null,
      lexiconPath: existsSync(lexiconPath) ? lexiconPath : null,
    }
  }
  return {
    manifestPath,
    folds,
    seed,
    modalities: network.branches.map(({ modality }) => modality),
    texts,
    excerptRule: datasetWithId(library.database, datasetId).settings.excerptRule,
    ...(backbone && { backbone }),
  }
}
