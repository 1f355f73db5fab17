import type { ResamplingUnit } from '@shared/contract/comparison'
import { type Dimension, dimensions } from '@shared/domain/plane'
import type { ComparedTrack } from '@shared/domain/run-comparison/compared'
import type { Member } from './members'
import type { Ruler } from './ruler'

/** Below so many tracks, artists or albums intervals say little. */
const fewGroups = 20
/** A deviation of 3e-7 is what rounding leaves of equal labels. */
const constantDeviation = 3e-7

interface Compared {
  readonly tracks: readonly ComparedTrack[]
  readonly by: ResamplingUnit
  readonly members: readonly Member[]
  /** Members that stand as one entry. */
  readonly grouped: readonly (readonly Member[])[]
  readonly ruler: Ruler
}

/** What a reader of a comparison must know, in sentences. */
export function notesOn({ tracks, by, members, grouped, ruler }: Compared): string[] {
  return [
    ...sizes(tracks, by),
    ...dimensions.flatMap((dimension) => labelNotes(tracks, dimension)),
    ...ruler.notes,
    ...new Set(members.flatMap(({ notes }) => notes)),
    ...(members.length > 1 && grouped.length === 1
      ? ['These runs differ only in their seed and stand as one entry; compare each by itself to hold them against each other.']
      : []),
  ]
}

function sizes(tracks: readonly ComparedTrack[], by: ResamplingUnit): string[] {
  const groups = new Set(tracks.map(({ group }) => group)).size
  if (tracks.length === 1) return ['One common track allows errors, but no interval, no R² and no correlation.']
  if (groups === 1) return [`All common tracks belong to one ${by}: no interval can be drawn.`]
  return groups < fewGroups ? [`${groups} ${by}s are few: intervals and p-values say little.`] : []
}

function labelNotes(tracks: readonly ComparedTrack[], dimension: Dimension): string[] {
  const labels = tracks.flatMap((track) => track[dimension] ?? [])
  if (labels.length === 0) return [`No common track has a label of ${dimension}: it is not compared, and neither are quadrants.`]
  const missing = tracks.length - labels.length
  return [
    ...(missing > 0 ? [`${missing} of ${tracks.length} common tracks have no label of ${dimension}.`] : []),
    ...(labels.length > 1 && Math.max(...labels) - Math.min(...labels) < constantDeviation
      ? [`All labels of ${dimension} are equal: R², r and CCC cannot be computed.`]
      : []),
  ]
}
