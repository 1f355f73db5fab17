import { createRandom } from '@shared/domain/random'

/**
 * Deals tracks into folds of nearly equal size; all samples of a track are in one fold.
 * @param samples in any order
 * @param folds how many, at least 2
 * @param seed the same seed deals the same folds
 * @returns the samples of each fold
 */
export function dealFolds<Sample extends { readonly trackId: number }>(samples: readonly Sample[], folds: number, seed: number): Sample[][] {
  const tracks = [...new Set(samples.map(({ trackId }) => trackId))].sort((a, b) => a - b)
  const foldOfTrack = new Map(createRandom(seed).shuffle(tracks).map((track, index) => [track, index % folds]))
  return Array.from({ length: folds }, (_, fold) => samples.filter(({ trackId }) => foldOfTrack.get(trackId) === fold))
}
