import type { TagMatrix } from '../tag-matrix'
import type { WordWeights } from '../weighted-labels'
import type { SchemeModifiers } from './modifiers'
import { doubleCounts } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'
import { underNames } from './word-names'

/** How a learnt scheme was made; kept with it so that it can be made again. */
export interface LearntFit {
  /** Tracks with a label by people or an imported one that the fit read. */
  readonly tracks: number
  /** Strength of the pull towards the prior, chosen by cross-validation. */
  readonly strength: number
  readonly seed: number
  /** Tracks of the fit, so that a judge can leave them out. */
  readonly trackIds: readonly number[]
}

/** What people's labels say each word is worth. */
export interface LearntScheme extends NamedScheme<'learnt'>, SchemeModifiers {
  /** > 0; the average word, by tag mass, has 1. A word that is not named has 1. */
  readonly learntWeights: WordWeights
  /** In [−1, 1]: words whose coordinates were moved; null when only weights were learnt. */
  readonly coordinates: Readonly<Record<string, { readonly valence: number; readonly arousal: number }>> | null
  readonly fit: LearntFit
}

function coordinatesOf(matrix: TagMatrix, coordinates: NonNullable<LearntScheme['coordinates']>) {
  return {
    valence: Float64Array.from(matrix.words, ({ word, valence }) => coordinates[word]?.valence ?? valence ?? 0),
    arousal: Float64Array.from(matrix.words, ({ word, arousal }) => coordinates[word]?.arousal ?? arousal ?? 0),
  }
}

export const learntKind: SchemeKind<LearntScheme> = {
  title: 'Learnt from people',
  read: (matrix, { learntWeights, coordinates }) => ({
    masses: doubleCounts(matrix),
    weights: Float64Array.from(matrix.words, ({ word }) => learntWeights[word] ?? 1),
    coordinates: coordinates && coordinatesOf(matrix, coordinates),
  }),
  rename: (scheme, nameOf) => ({
    ...scheme,
    learntWeights: underNames(scheme.learntWeights, nameOf),
    coordinates: scheme.coordinates && underNames(scheme.coordinates, nameOf),
  }),
  words: ({ learntWeights, coordinates }) => [...new Set([...Object.keys(learntWeights), ...Object.keys(coordinates ?? {})])],
  describe: ({ fit, coordinates }) =>
    `${coordinates ? 'weights and coordinates' : 'weights'} learnt from ${fit.tracks.toLocaleString('en')} labelled tracks`,
}
