import type { Branch, Layer, Network } from '@shared/domain/network'
import { rangeOfScale } from '@shared/domain/plane'
import { refuseRecommended } from '@shared/domain/trainable'
import type { TrainingSettings } from '@shared/contract/training'
import { backboneNetwork } from './backbone-network'
import { publishedNetwork } from './published'

/** What the recommended network leaves to choose. */
type RecommendedSettings = Pick<TrainingSettings, 'hiddenUnits' | 'dropout' | 'targetScale'>

/** Smoothed log-mel bands that stand beside the MFCC. */
const bands = 20

/** Frames over which changes are taken: .05 to .74 s at 22,050 Hz and a hop of 1,024 samples. */
const lags = [1, 2, 4, 8, 16]

/**
 * The network of the settings where none of the user's own stands for it.
 * @throws Failure `unsupported` for a recommended network of texts or of a fusion
 */
export function networkOfSettings(settings: TrainingSettings, embeddingSize?: number): Network {
  const { architecture, modality } = settings
  if (modality === 'backbone') return backboneNetwork(settings)
  if (architecture === 'published')
    return publishedNetwork(modality, { ...settings, ...(embeddingSize !== undefined && { embeddingSize }) })
  if (modality === 'audio') return recommendedAudio(settings)
  return refuseRecommended(modality)
}

/**
 * Statistics of MFCC and of smoothed log-mel bands over the whole excerpt (mean, deviation, changes over several lags), then two linear
 * layers. Few hundred tracks do not teach a convolution what to look for; how fast the spectrum changes says most about valence. The branch
 * has nothing to learn: it is frozen, so that it is computed once a sample. What is said stays within the plane: of music unlike all that
 * was learnt from, two linear layers say anything.
 */
function recommendedAudio({ hiddenUnits, dropout, targetScale }: RecommendedSettings): Network {
  const dropped: Layer = { type: 'dropout', probability: dropout }
  const layers: Layer[] = [
    { type: 'mel-bands', bands },
    { type: 'global-pooling', by: ['mean', 'deviation', 'change'], lags },
  ]
  const linear: Layer[] = [dropped, { type: 'linear', units: hiddenUnits }, { type: 'relu' }, dropped, { type: 'linear', units: 2 }]
  const limits: Layer = { type: 'clip', ...rangeOfScale(targetScale) }
  const branches: Branch[] = [{ modality: 'audio', frozen: true, layers }]
  return { name: 'recommended audio', branches, head: [{ type: 'batch-normalisation' }, ...linear, limits] }
}
