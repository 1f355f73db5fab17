import { createRandom } from '@shared/domain/random'

/** A sample of a track, which folds part by groups. */
interface FoldSample {
  readonly trackId: number
  /** What the tracks of a group share, such as the artist; left out: the track is a group of its own. */
  readonly group?: string | undefined
  /** Where its track stands among the others; left out: by its id. */
  readonly rank?: number | undefined
}

const standing = ({ trackId, rank = trackId }: FoldSample): number => rank

/**
 * Deals tracks into folds: all samples of a track, and all tracks of a group, are in one fold. Groups are dealt in the order of their
 * size (large ones first), shuffled within; each goes to the fold that has the fewest tracks, so that folds of single tracks differ
 * by one track at most.
 * @param samples in any order
 * @param folds how many, at least 2; where there are fewer groups some folds stay empty
 * @param seed the same seed deals the same folds
 * @returns the samples of each fold, in their order
 */
export function dealFolds<Sample extends FoldSample>(samples: readonly Sample[], folds: number, seed: number): Sample[][] {
  const groups = new Map<string, Set<number>>()
  for (const sample of [...samples].sort((a, b) => standing(a) - standing(b))) {
    const name = groupOfSample(sample)
    groups.set(name, (groups.get(name) ?? new Set()).add(sample.trackId))
  }
  const sizes = Array.from({ length: folds }, () => 0)
  const foldOfGroup = new Map<string, number>()
  for (const [name, { size }] of createRandom(seed)
    .shuffle([...groups])
    .sort(([, a], [, b]) => b.size - a.size)) {
    const fold = sizes.indexOf(Math.min(...sizes))
    sizes[fold] = (sizes[fold] ?? 0) + size
    foldOfGroup.set(name, fold)
  }
  return Array.from({ length: folds }, (_, fold) => samples.filter((sample) => foldOfGroup.get(groupOfSample(sample)) === fold))
}

/** The name of a sample's group; tracks that stand alone are named apart from all groups. */
export function groupOfSample({ trackId, group }: FoldSample): string {
  return group === undefined ? `track ${trackId}` : `group ${group}`
}
