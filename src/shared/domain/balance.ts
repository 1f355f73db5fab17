import { type LabelPoint, quadrantOfLabel, quadrants } from './plane'
import { createRandom, type Random } from './random'

/** How many samples each quadrant should have in the study. */
export const publishedPerQuadrant = 3000

/**
 * The size that each quadrant gets: its own, a fixed number of samples, or a fraction of the fullest quadrant (1: as full as
 * the fullest).
 */
export type Balance =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly perQuadrant: number }
  | { readonly kind: 'fraction'; readonly fraction: number }

/** A track with its label, [−1, 1]; one of a single dimension lies in no quadrant. */
export interface BalanceTrack extends LabelPoint {
  readonly trackId: number
}

/**
 * How often each track is taken so that every quadrant reaches its size: above it samples are removed at random, below it tracks
 * are drawn at random (with replacement) to be duplicated. A quadrant without tracks stays empty; tracks that lie in none
 * are taken as they are.
 * @param samplesPerTrack how often each track is there before balancing, 1 or more
 * @param seed the same seed and tracks give the same counts, in whatever order the tracks come
 * @returns count of every track that is taken at least once, by rising track id
 */
export function balancedCounts(
  tracks: readonly BalanceTrack[],
  balance: Balance,
  samplesPerTrack: number,
  seed: number,
): Map<number, number> {
  const random = createRandom(seed)
  const sorted = [...tracks].sort((a, b) => a.trackId - b.trackId)
  const inside = quadrants.map((quadrant) => sorted.filter((track) => quadrantOfLabel(track) === quadrant).map(({ trackId }) => trackId))
  const size = sizeOfQuadrants(balance, Math.max(0, ...inside.map(({ length }) => length)) * samplesPerTrack)
  const outside = sorted.filter((track) => quadrantOfLabel(track) === null).map(({ trackId }) => trackId)
  const drawn = [
    ...inside.flatMap((trackIds) => drawQuadrant(trackIds, samplesPerTrack, size, random)),
    ...drawQuadrant(outside, samplesPerTrack, null, random),
  ]
  const counts = new Map<number, number>()
  for (const trackId of drawn.sort((a, b) => a - b)) counts.set(trackId, (counts.get(trackId) ?? 0) + 1)
  return counts
}

/** Null: every quadrant stays as it is. */
function sizeOfQuadrants(balance: Balance, fullest: number): number | null {
  if (balance.kind === 'none') return null
  return balance.kind === 'fixed' ? balance.perQuadrant : Math.max(1, Math.round(balance.fraction * fullest))
}

/** The track of each sample of one quadrant. */
function drawQuadrant(trackIds: readonly number[], samplesPerTrack: number, size: number | null, random: Random): number[] {
  const present = trackIds.flatMap((trackId) => Array.from({ length: samplesPerTrack }, () => trackId))
  if (size === null || present.length === 0 || present.length === size) return present
  if (present.length > size) return random.shuffle(present).slice(0, size)
  return [...present, ...Array.from({ length: size - present.length }, () => random.pick(trackIds))]
}
