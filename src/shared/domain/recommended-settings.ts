/** Which layers a run has: the study's, or those that do better on real music. */
export const architectures = ['published', 'recommended'] as const
export type Architecture = (typeof architectures)[number]

/** Settings that go with the recommended network, chosen on real music (decision 0024). */
export const recommendedSettings = {
  architecture: 'recommended',
  optimiser: 'adam',
  epochs: 60,
  batchSize: 32,
  learningRate: 0.003,
  dropAfterEpoch: null,
  weightDecay: 0.01,
  hiddenUnits: 64,
  dropout: 0.3,
  /** Its branch is computed once, from excerpts as they are. */
  augmentation: null,
  averageEpochs: null,
} as const
