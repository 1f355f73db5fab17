import { isTextKind, type Modality } from '@shared/domain/modality'
import type { Branch, Layer, Network } from '@shared/domain/network'
import { rangeOfScale } from '@shared/domain/plane'
import { branchesOfPublished } from '@shared/domain/published-networks'
import { refuseRecommended } from '@shared/domain/trainable'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { backboneNetwork } from './backbone-network'
import { publishedNetwork } from './published'

/** Numbers of a word vector where none are given, as many as those that are learnt for a run. */
export const madeEmbeddingSize = 100

/** What the recommended network leaves to choose. */
type RecommendedSettings = Pick<TrainingSettings, 'hiddenUnits' | 'dropout' | 'targetScale'>

/** Smoothed log-mel bands that stand beside the MFCC. */
const bands = 20

/** Frames over which changes are taken: .05 to .74 s at 22,050 Hz and a hop of 1,024 samples. */
const lags = [1, 2, 4, 8, 16]

/**
 * The network of the settings where none of the user's own stands for it.
 * @throws Failure `unsupported` for a recommended network of a fusion
 */
export function networkOfSettings(settings: TrainingSettings, embeddingSize?: number): Network {
  const { architecture, modality } = settings
  if (modality === 'backbone') return backboneNetwork(settings)
  if (architecture === 'published')
    return publishedNetwork(modality, { ...settings, ...(embeddingSize !== undefined && { embeddingSize }) })
  const [only, second] = branchesOfPublished(modality)
  if (only === undefined || second !== undefined) return refuseRecommended(modality)
  const head = headOf(settings)
  const branch = isTextKind(only) ? textBranch(only, embeddingSize ?? madeEmbeddingSize) : audioBranch
  return { name: `recommended ${modality}`, branches: [branch], head }
}

/**
 * Statistics of MFCC and of smoothed log-mel bands over the whole excerpt (mean, deviation, changes over several lags). Few hundred tracks
 * do not teach a convolution what to look for; how fast the spectrum changes says most about valence. The branch has nothing to learn: it
 * is frozen, so that it is computed once a sample.
 */
const audioBranch: Branch = {
  modality: 'audio',
  frozen: true,
  layers: [
    { type: 'mel-bands', bands },
    { type: 'global-pooling', by: ['mean', 'deviation', 'change'], lags },
  ],
}

/** Word vectors that are trained on; of a text their mean and, number by number, their maximum: which words there are says most. */
function textBranch(modality: Modality, size: number): Branch {
  return {
    modality,
    frozen: false,
    layers: [
      { type: 'embedding', size, trained: true },
      { type: 'global-pooling', by: ['mean', 'maximum'] },
    ],
  }
}

/** Two linear layers. What is said stays within the plane: of tracks unlike all that was learnt from, two linear layers say anything. */
function headOf({ hiddenUnits, dropout, targetScale }: RecommendedSettings): Layer[] {
  const dropped: Layer = { type: 'dropout', probability: dropout }
  const linear: Layer[] = [dropped, { type: 'linear', units: hiddenUnits }, { type: 'relu' }, dropped, { type: 'linear', units: 2 }]
  return [{ type: 'batch-normalisation' }, ...linear, { type: 'clip', ...rangeOfScale(targetScale) }]
}
