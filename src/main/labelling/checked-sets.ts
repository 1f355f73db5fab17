import {
  type CheckedCandidate,
  drawCheckedTracks,
  sizeForInterval,
  smallestCheckedSet,
  type Stratification,
} from '@shared/domain/checked-set'
import type { CheckedSet } from '@shared/contract/checked-sets'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../service-context'
import { checkedSet, deleteCheckedSet, type DrawableTrack, drawableTracks, freezeCheckedSet, insertCheckedSet } from '../store/checked-sets'

/** A checked set that is wanted. */
export interface WantedCheckedSet {
  readonly name: string
  readonly size: number
  readonly stratify: Stratification
  readonly seed: number
}

/**
 * Draws the tracks of a new checked set among those that are in none: first tracks with audio that nobody has labelled, because they are
 * to be heard without knowing others' labels; then the rest, with a note.
 * @returns the set, and what was decided, in sentences
 * @throws Failure `nothing-to-do` when there are too few tracks, `already-exists` for a name in use
 */
export function createCheckedSet(context: ServiceContext, wanted: WantedCheckedSet): { set: CheckedSet; notes: string[] } {
  const { database } = context.library()
  const tracks = drawableTracks(database).filter(({ quadrant }) => wanted.stratify !== 'quadrant' || quadrant !== null)
  if (tracks.length < smallestCheckedSet) {
    fail(
      'nothing-to-do',
      `Only ${tracks.length} tracks can be drawn; a checked set has ${smallestCheckedSet} or more.`,
      'Import more tracks, derive labels where the set is stratified by quadrant, or delete another checked set.',
    )
  }
  const trackIds = drawInOrder(tracks, wanted)
  const set = insertCheckedSet(database, {
    name: wanted.name,
    stratify: wanted.stratify,
    seed: wanted.seed,
    createdAt: context.now().toISOString(),
    trackIds,
  })
  context.emit({ type: 'changed', topics: ['labels'] })
  return { set, notes: notesOn(tracks, trackIds, wanted) }
}

/** Better tracks first: audio and no label, then audio, then the rest; each group is drawn by strata. */
function drawInOrder(tracks: readonly DrawableTrack[], { size, stratify, seed }: WantedCheckedSet): number[] {
  const groups = [
    tracks.filter(({ hasAudio, isJudged }) => hasAudio && !isJudged),
    tracks.filter(({ hasAudio, isJudged }) => hasAudio && isJudged),
    tracks.filter(({ hasAudio }) => !hasAudio),
  ]
  return groups.reduce<number[]>((drawn, group) => {
    const candidates = group.map((track): CheckedCandidate => ({ trackId: track.trackId, stratum: stratumOf(track, stratify) }))
    return [...drawn, ...drawCheckedTracks(candidates, size - drawn.length, seed)]
  }, [])
}

function stratumOf({ quadrant, heaviestWord }: DrawableTrack, stratify: Stratification): string {
  const strata: Readonly<Record<Stratification, string>> = { none: '', quadrant: String(quadrant ?? ''), tag: heaviestWord ?? '' }
  return strata[stratify]
}

function notesOn(tracks: readonly DrawableTrack[], trackIds: readonly number[], { size }: WantedCheckedSet): string[] {
  const drawn = tracks.filter(({ trackId }) => trackIds.includes(trackId))
  const silent = drawn.filter(({ hasAudio }) => !hasAudio).length
  const judged = drawn.filter(({ hasAudio, isJudged }) => hasAudio && isJudged).length
  return [
    ...(trackIds.length < size ? [`Only ${trackIds.length} tracks could be drawn; ${size} were wanted.`] : []),
    ...(silent > 0 ? [`${silent} of its tracks have no audio: no more tracks with audio are there. They cannot be labelled by ear.`] : []),
    ...(judged > 0 ? [`${judged} of its tracks were labelled by people before: label them again, blind.`] : []),
  ]
}

/**
 * Freezes a set with the labels that people have given its tracks, so that later labels change no comparison.
 * @throws Failure `not-found`, `nothing-to-do` when too few of its tracks are labelled or it is frozen already
 */
export function freezeSet(context: ServiceContext, setId: number): CheckedSet {
  const { database } = context.library()
  const set = checkedSet(database, setId)
  if (set.frozenAt !== null) fail('nothing-to-do', `The checked set “${set.name}” is frozen already.`, 'Make another set to judge anew.')
  if (set.labelled < smallestCheckedSet) {
    fail(
      'nothing-to-do',
      `Of the ${set.tracks} tracks of “${set.name}” people have labelled ${set.labelled}; ${smallestCheckedSet} or more are needed.`,
      'Label more of its tracks in Annotate first.',
    )
  }
  freezeCheckedSet(database, setId, context.now().toISOString())
  context.emit({ type: 'changed', topics: ['labels'] })
  return checkedSet(database, setId)
}

/**
 * Deletes a checked set; the labels of its tracks stay.
 * @throws Failure `not-found`
 */
export function deleteSet(context: ServiceContext, setId: number): void {
  deleteCheckedSet(context.library().database, setId)
  context.emit({ type: 'changed', topics: ['labels'] })
}

/** How many tracks an interval of this half width needs, and how many can be drawn. */
export function proposeSize(context: ServiceContext, halfWidth: number): { size: number; available: number } {
  return {
    size: sizeForInterval(halfWidth),
    available: drawableTracks(context.library().database).filter(({ hasAudio }) => hasAudio).length,
  }
}
