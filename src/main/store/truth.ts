import type { Judge } from '@shared/contract/checked-sets'
import type { LabelVersion } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import type { PointsOfTracks } from '@shared/domain/label-comparison'
import { checkedSet, pointsOfCheckedSet } from './checked-sets'
import type { Library } from './library'
import { hasSampleTruth, sampleTruth } from './sample-truth'

/** What labels and models are held against: its name, and the points that people hear. */
export interface Truth {
  readonly name: string
  readonly points: PointsOfTracks
  /** Whether later labels leave it as it is. */
  readonly frozen: boolean
}

/**
 * What a judge says of tracks.
 * @throws Failure `not-found` for an unknown set or a library without true coordinates, `nothing-to-do` for a set without labels
 */
export function truthOf(library: Library, judge: Judge): Truth {
  if (judge.kind === 'truth') {
    if (!hasSampleTruth(library))
      fail('not-found', 'This library has no true coordinates; only the sample library does.', 'Judge by a checked set: checked:NAME.')
    return { name: 'the true coordinates of the sample library (synthetic)', points: sampleTruth(library), frozen: true }
  }
  const set = checkedSet(library.database, judge.setId)
  const points = pointsOfCheckedSet(library.database, set)
  if (points.size === 0) fail('nothing-to-do', `Nobody has labelled a track of “${set.name}” yet.`, 'Label its tracks in Annotate first.')
  const frozen = set.frozenAt !== null
  const labelled = `${points.size} of ${set.tracks} tracks labelled${frozen ? '' : ', not frozen yet'}`
  return { name: `the checked set “${set.name}” (${labelled})`, points, frozen }
}

/** The tracks from which the schemes of versions were learnt: they judge none of these versions. */
export function tracksLearntFrom(versions: readonly LabelVersion[]): Set<number> {
  return new Set(versions.flatMap(({ scheme }) => (scheme.kind === 'learnt' ? scheme.fit.trackIds : [])))
}

/** A truth without tracks that judge nothing. */
export function truthWithout({ points }: Truth, trackIds: ReadonlySet<number>): PointsOfTracks {
  return new Map([...points].filter(([trackId]) => !trackIds.has(trackId)))
}
