import type { TrainingSettings } from '@shared/contract/training-settings'
import type { Layer, Network } from '@shared/domain/network'
import { rangeOfScale } from '@shared/domain/plane'

/**
 * Layers behind a backbone: its numbers on one scale, then two linear layers, or one alone where there are no hidden units. What is
 * said stays within the plane. How many numbers the backbone gives is filled in when the backbone is chosen.
 */
export function backboneNetwork({
  hiddenUnits,
  dropout,
  targetScale,
}: Pick<TrainingSettings, 'hiddenUnits' | 'dropout' | 'targetScale'>): Network {
  const dropped: Layer = { type: 'dropout', probability: dropout }
  const hidden: Layer[] = hiddenUnits === 0 ? [] : [dropped, { type: 'linear', units: hiddenUnits }, { type: 'relu' }]
  return {
    name: 'backbone',
    branches: [{ modality: 'backbone', layers: [], frozen: false }],
    head: [
      { type: 'batch-normalisation' },
      ...hidden,
      dropped,
      { type: 'linear', units: 2 },
      { type: 'clip', ...rangeOfScale(targetScale) },
    ],
  }
}
