import type { ComparedVersion, Judge } from '@shared/contract/checked-sets'
import { fail } from '@shared/domain/failure'
import { type ComparedRow, compareWithTruth, conclusionOf, type PointsOfTracks, standardComparison } from '@shared/domain/label-comparison'
import type { ServiceContext } from '../service-context'
import { checkedSet, pointsOfCheckedSet } from '../store/checked-sets'
import { labelVersion } from '../store/label-versions'
import type { Library } from '../store/library'
import { hasSampleTruth, sampleTruth } from '../store/sample-truth'
import { pointsOfVersion } from '../store/version-points'

/** What versions are held against: its name, and the points that people hear. */
export interface Truth {
  readonly name: string
  readonly points: PointsOfTracks
}

/** A comparison of label versions. */
export interface LabelComparison {
  readonly rows: ComparedVersion[]
  readonly judge: string
  readonly notes: string[]
}

/**
 * What versions are judged by.
 * @throws Failure `not-found` for an unknown set or a library without true coordinates, `nothing-to-do` for a set without labels
 */
export function truthOf(library: Library, judge: Judge): Truth {
  if (judge.kind === 'truth') {
    if (!hasSampleTruth(library))
      fail('not-found', 'This library has no true coordinates; only the sample library does.', 'Judge by a checked set: checked:NAME.')
    return { name: 'the true coordinates of the sample library (synthetic)', points: sampleTruth(library) }
  }
  const set = checkedSet(library.database, judge.setId)
  const points = pointsOfCheckedSet(library.database, set)
  if (points.size === 0) fail('nothing-to-do', `Nobody has labelled a track of “${set.name}” yet.`, 'Label its tracks in Annotate first.')
  const state = set.frozenAt === null ? ', not frozen yet' : ''
  return { name: `the checked set “${set.name}” (${points.size} of ${set.tracks} tracks labelled${state})`, points }
}

/**
 * Compares the labels that versions derived from tags with what people hear, on the tracks that all of them label. Tracks from which a
 * scheme was learnt are left out, for all versions alike.
 * @throws Failure `not-found` for an unknown version or judge, `nothing-to-do` when they share no track
 */
export function compareLabels(context: ServiceContext, versionIds: readonly number[], judge: Judge, seed: number): LabelComparison {
  const library = context.library()
  const versions = [...new Set(versionIds)].map((id) => labelVersion(library.database, id))
  const truth = truthOf(library, judge)
  const learntFrom = new Set(versions.flatMap(({ scheme }) => (scheme.kind === 'learnt' ? scheme.fit.trackIds : [])))
  const judged = new Map([...truth.points].filter(([trackId]) => !learntFrom.has(trackId)))
  const points = versions.map(({ id }) => ({ id, points: pointsOfVersion(library.database, id) }))
  const rows = compareWithTruth(judged, points, { ...standardComparison, seed })
  if (rows.length === 0) {
    fail(
      'nothing-to-do',
      `The versions ${versions.map(({ id }) => id).join(', ')} and ${truth.name} have no track in common.`,
      learntFrom.size > 0 ? 'Label tracks by ear that no scheme was learnt from.' : 'Choose versions that label tracks of the set.',
    )
  }
  return {
    rows: rows.map((row) => toCompared(row, versions.find(({ id }) => id === row.id)?.scheme.name ?? '')),
    judge: truth.name,
    notes: notesOn(truth.points.size, judged.size, rows[0]?.tracks ?? 0),
  }
}

function toCompared({ id, ...row }: ComparedRow, name: string): ComparedVersion {
  const conclusion = row.difference
    ? conclusionOf(`Version ${id}`, `version ${row.difference.against}`, row.difference.both, row.tracks)
    : ''
  return { version: id, name, ...row, conclusion }
}

const tracksAre = (count: number): string => (count === 1 ? '1 track is' : `${count.toLocaleString('en')} tracks are`)

function notesOn(known: number, judged: number, compared: number): string[] {
  return [
    ...(known > judged ? [`${tracksAre(known - judged)} left out: a scheme was learnt from what people said of them.`] : []),
    ...(judged > compared ? [`${tracksAre(judged - compared)} left out: not every version labels them.`] : []),
  ]
}
