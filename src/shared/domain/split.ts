import { type LabelPoint, quadrantOfLabel } from './plane'
import { createRandom } from './random'

/** The sets of a dataset, in the order in which ties are settled. */
export const splitOrder = ['train', 'validation', 'test'] as const
export type SplitName = (typeof splitOrder)[number]

/** Share of the tracks that each set should get; they are taken in proportion to their sum. */
export type SplitShares = Readonly<Record<SplitName, number>>

/** A track to be put into a set; tracks of one group are never parted. */
export interface SplitTrack extends LabelPoint {
  readonly trackId: number
  /** What the tracks of a group share, such as the artist; the track's own id where every track is a group of its own. */
  readonly group: string
}

interface Group {
  readonly trackIds: readonly number[]
  /** Where most of its labels lie. */
  readonly region: number
}

/**
 * Parts tracks into training, validation and test set, by groups and stratified by quadrant. Groups are dealt in the order of their
 * size (large ones first), then of the quadrant where most of their tracks lie (behind the quadrants: labels of one dimension, by its
 * sign), shuffled within; each goes to the set that lacks most.
 * With groups of one track every set's size is within one track of its share.
 * @param seed the same seed and tracks give the same sets, in whatever order the tracks come
 * @returns the set of each track
 */
export function splitTracks(tracks: readonly SplitTrack[], shares: SplitShares, seed: number): Map<number, SplitName> {
  const total = shares.train + shares.validation + shares.test
  const sizes: Record<SplitName, number> = { train: 0, validation: 0, test: 0 }
  const result = new Map<number, SplitName>()
  let dealt = 0
  for (const { trackIds } of orderedGroups(tracks, seed)) {
    dealt += trackIds.length
    const lack = (split: SplitName): number => (shares[split] / total) * dealt - sizes[split]
    const split = splitOrder.filter((name) => shares[name] > 0).reduce((best, name) => (lack(name) > lack(best) + 1e-9 ? name : best))
    sizes[split] += trackIds.length
    for (const trackId of trackIds) result.set(trackId, split)
  }
  return result
}

function orderedGroups(tracks: readonly SplitTrack[], seed: number): Group[] {
  const members = new Map<string, SplitTrack[]>()
  for (const track of [...tracks].sort((a, b) => a.trackId - b.trackId)) {
    const group = members.get(track.group)
    if (group) group.push(track)
    else members.set(track.group, [track])
  }
  const groups = [...members.values()].map((group): Group => ({
    trackIds: group.map(({ trackId }) => trackId),
    region: commonRegion(group),
  }))
  return createRandom(seed)
    .shuffle(groups)
    .sort((a, b) => b.trackIds.length - a.trackIds.length || a.region - b.region)
}

/** Four quadrants, and four halves of the plane for labels of one dimension. */
const regions = 8

/** The region where most of a group's tracks lie, the first of equal ones. */
function commonRegion(group: readonly SplitTrack[]): number {
  const counts = Array.from({ length: regions }, () => 0)
  for (const track of group) counts[regionOf(track) - 1] = (counts[regionOf(track) - 1] ?? 0) + 1
  return 1 + counts.indexOf(Math.max(...counts))
}

function regionOf(label: LabelPoint): number {
  const quadrant = quadrantOfLabel(label)
  if (quadrant !== null) return quadrant
  const behind = label.valence === null ? 7 : 5
  return behind + Number((label.valence ?? label.arousal ?? 0) < 0)
}
