import { branchesOfNamed, type NetworkName } from '../published-networks'
import type { Architecture } from '../recommended-settings'
import type { SearchSpace } from './space'

/** Kinds of networks that have a space of their own. */
type SearchedNetwork = 'one-branch' | 'fusion' | 'recommended' | 'own'

/** A network as far as it says what of it can be varied. */
interface Searched {
  readonly network: unknown
  readonly modality: NetworkName
  readonly architecture: Architecture
}

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

/** Adam steps by about the learning rate, whatever the gradient; recommended layers and those behind a backbone have no filters. */
const recommended: SearchSpace = { ...optimiser, learningRate: { kind: 'log-uniform', low: 0.0003, high: 0.03 }, ...head }

const spaces: Readonly<Record<SearchedNetwork, SearchSpace>> = {
  'one-branch': { ...optimiser, ...head, filters: { kind: 'choice', values: [8, 16, 32] } },
  fusion: { ...joining, ...optimiser, ...head },
  recommended,
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
  recommended: smallGrid,
  own: { learningRate: { kind: 'choice', values: [0.003, 0.01, 0.03] }, weightDecay: { kind: 'choice', values: [0.0001, 0.01] } },
}

/** What a search tries unless another space is given. */
export function defaultSpace(searched: Searched, method: SearchMethod): SearchSpace {
  return (method === 'grid' ? grids : spaces)[kindOf(searched)]
}

/** The method that fits: a fusion has a few combinations, which answer its questions. */
export function defaultMethod(searched: Searched): SearchMethod {
  return kindOf(searched) === 'fusion' ? 'grid' : 'halving'
}

function kindOf({ network, modality, architecture }: Searched): SearchedNetwork {
  if (network !== null) return 'own'
  if (architecture === 'recommended' || modality === 'backbone') return 'recommended'
  return branchesOfNamed(modality).length > 1 ? 'fusion' : 'one-branch'
}
