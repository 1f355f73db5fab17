import { groupBy } from './group-by'
import { createRandom, mixSeed } from './random'
import { type SplitName, splitOrder, type SplitTrack, splitTracks } from './split'

/** How the tracks of a repair are parted. */
export interface RepairSplitPlan {
  /**
   * `set`: all judging tracks are tested by every network, and none is learnt from. `thirds`: each network tests a third of them and
   * learns from the rest; three seeds that follow each other test all of them.
   */
  readonly testing: 'set' | 'thirds'
  /** Counts the networks of a version from 0. */
  readonly index: number
  /** Tracks that a network learns from at most, validation included. */
  readonly trackLimit: number
  readonly seed: number
}

const learningShares = { train: 0.85, validation: 0.15, test: 0 } as const

/**
 * Parts tracks for one network of a repair. It depends on no version alone, so that the networks of all versions learn from the same
 * tracks. No track shares its group with a track of the test set.
 * @param learnable tracks that every version labels, each at the mean of its labels
 * @param judging tracks that judge, each where people hear it
 * @returns the set of each track that is used
 */
export function splitForRepair(
  learnable: readonly SplitTrack[],
  judging: readonly SplitTrack[],
  plan: RepairSplitPlan,
): Map<number, SplitName> {
  const tested = plan.testing === 'set' ? judging : thirdOf(judging, plan)
  const testedIds = new Set(tested.map(({ trackId }) => trackId))
  const testedGroups = new Set(tested.map(({ group }) => group))
  const free = learnable.filter(({ trackId, group }) => !testedIds.has(trackId) && !testedGroups.has(group))
  const taken = withinLimit(free, plan.trackLimit, plan.seed)
  const splits = splitTracks(taken, learningShares, mixSeed(plan.seed, plan.index))
  for (const trackId of testedIds) splits.set(trackId, 'test')
  return splits
}

function thirdOf(judging: readonly SplitTrack[], { index, seed }: RepairSplitPlan): SplitTrack[] {
  const thirds = splitTracks(judging, { train: 1, validation: 1, test: 1 }, mixSeed(seed, Math.floor(index / 3)))
  return judging.filter(({ trackId }) => thirds.get(trackId) === splitOrder[index % 3])
}

/** Whole groups at random until the limit is reached; all tracks where they are few enough. */
function withinLimit(tracks: readonly SplitTrack[], limit: number, seed: number): SplitTrack[] {
  if (tracks.length <= limit) return [...tracks]
  const groups = [...groupBy(tracks, ({ group }) => group).values()]
  const taken: SplitTrack[] = []
  for (const group of createRandom(seed).shuffle(groups)) {
    if (taken.length + group.length > limit) continue
    taken.push(...group)
  }
  return taken
}
