import type { Random } from './random'
import { createRandom } from './random'

/** How the tracks of a checked set are drawn: at random, or as many as there are from each quadrant or heaviest word. */
export const stratifications = ['none', 'quadrant', 'tag'] as const
export type Stratification = (typeof stratifications)[number]

/** A smaller set allows no conclusion. */
export const smallestCheckedSet = 10

/** A track that may be drawn. */
export interface CheckedCandidate {
  readonly trackId: number
  /** What it shares with the tracks of its stratum; '' where nothing is known. */
  readonly stratum: string
}

/**
 * Draws tracks, in turn from each stratum until none is left, in a random order.
 * @param size how many at most
 * @param seed the same seed and candidates draw the same tracks, in whatever order the candidates come
 */
export function drawCheckedTracks(candidates: readonly CheckedCandidate[], size: number, seed: number): number[] {
  const random = createRandom(seed)
  const strata = new Map<string, number[]>()
  for (const { trackId, stratum } of [...candidates].sort((one, other) => one.trackId - other.trackId)) {
    const members = strata.get(stratum)
    if (members) members.push(trackId)
    else strata.set(stratum, [trackId])
  }
  const queues = shuffledStrata(strata, random)
  const drawn: number[] = []
  while (drawn.length < size && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const next = queue.pop()
      if (next !== undefined && drawn.length < size) drawn.push(next)
    }
  }
  return random.shuffle(drawn)
}

/** Strata by name, then shuffled: which stratum gives one track more is chance too. */
function shuffledStrata(strata: ReadonlyMap<string, number[]>, random: Random): number[][] {
  const byName = [...strata].sort(([one], [other]) => one.localeCompare(other)).map(([, members]) => members)
  return random.shuffle(byName).map((members) => random.shuffle(members))
}

/**
 * Standard deviation over tracks of the difference of two versions' absolute errors: .10 between the published formula and leaving out
 * calmness, .08 for the penalty by occurrence, on the sample library.
 */
export const typicalDeviation = 0.1

/**
 * Tracks that a paired comparison needs: n = (1.96 · deviation / half width)², at least `smallestCheckedSet`.
 * @param halfWidth of the 95 % interval of the difference that is wanted, on −1…1
 */
export function sizeForInterval(halfWidth: number, deviation = typicalDeviation): number {
  return Math.max(smallestCheckedSet, Math.ceil(((1.96 * deviation) / halfWidth) ** 2))
}
