import type { SearchSpace } from './space'

/** Kinds of networks that have a space of their own. */
export type SearchedNetwork = 'one-branch' | 'fusion' | 'backbone' | 'own'

export const searchMethods = ['halving', 'random', 'grid'] as const
export type SearchMethod = (typeof searchMethods)[number]

const optimiser: SearchSpace = {
  learningRate: { kind: 'log-uniform', low: 0.001, high: 0.1 },
  weightDecay: { kind: 'log-uniform', low: 0.000_01, high: 0.03 },
  batchSize: { kind: 'choice', values: [16, 32, 64] },
}

const head: SearchSpace = {
  dropout: { kind: 'uniform', low: 0, high: 0.6 },
  hiddenUnits: { kind: 'choice', values: [32, 64, 128] },
}

/** The study's open questions: which part of the joined numbers is the audio's, at which level branches are cut, whether they learn on. */
const joining: SearchSpace = {
  'fusion.share': { kind: 'choice', values: [null, 0.25, 0.5, 0.75] },
  'fusion.keepBlocks.audio': { kind: 'choice', values: [1, 2] },
  'fusion.frozen': { kind: 'choice', values: [true, false] },
}

const spaces: Readonly<Record<SearchedNetwork, SearchSpace>> = {
  'one-branch': { ...optimiser, ...head, filters: { kind: 'choice', values: [8, 16, 32] } },
  fusion: { ...joining, ...optimiser, ...head },
  backbone: { ...optimiser, ...head },
  own: optimiser,
}

const smallGrid: SearchSpace = {
  learningRate: { kind: 'choice', values: [0.003, 0.01, 0.03] },
  weightDecay: { kind: 'choice', values: [0.0001, 0.01] },
  dropout: { kind: 'choice', values: [0.2, 0.5] },
}

const grids: Readonly<Record<SearchedNetwork, SearchSpace>> = {
  'one-branch': smallGrid,
  fusion: joining,
  backbone: smallGrid,
  own: { learningRate: { kind: 'choice', values: [0.003, 0.01, 0.03] }, weightDecay: { kind: 'choice', values: [0.0001, 0.01] } },
}

/** What a search tries unless another space is given. */
export function defaultSpace(network: SearchedNetwork, method: SearchMethod): SearchSpace {
  return (method === 'grid' ? grids : spaces)[network]
}
