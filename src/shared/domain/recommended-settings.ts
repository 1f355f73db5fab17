import { isTextKind } from './modality'
import { branchesOfNamed, type NetworkName } from './published-networks'

/** Which layers a run has: the study's, or those that do better on real music. */
export const architectures = ['published', 'recommended'] as const
export type Architecture = (typeof architectures)[number]

/** What both recommended networks are trained with. */
const common = {
  architecture: 'recommended',
  optimiser: 'adam',
  batchSize: 32,
  learningRate: 0.003,
  dropAfterEpoch: null,
  weightDecay: 0.01,
  hiddenUnits: 64,
  /** The model to keep joins a network of all tracks with baselines, by what all of them say of tracks that they did not learn from. */
  folds: 5,
  thenFitAll: true,
  augmentation: null,
  averageEpochs: null,
} as const

/** By what the network reads: chosen on real music (decision 0024), and on texts that people rated (decision 0026). */
const own = {
  audio: { epochs: 60, dropout: 0.3 },
  text: { epochs: 20, dropout: 0.4 },
} as const

/** Settings that go with the recommended network of a modality; null for a fusion, which has none. */
export function recommendedSettingsFor(modality: NetworkName) {
  const [only, second] = branchesOfNamed(modality)
  if (only === undefined || second !== undefined) return null
  return { ...common, ...own[isTextKind(only) ? 'text' : 'audio'] }
}
