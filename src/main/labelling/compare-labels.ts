import type { ComparedLabels, Judge } from '@shared/contract/checked-sets'
import type { LabelVersion } from '@shared/contract/labels'
import { fail } from '@shared/domain/failure'
import {
  type ComparedRow,
  compareWithTruth,
  conclusionOf,
  type JudgedPart,
  type PointsOfTracks,
  standardComparison,
} from '@shared/domain/label-comparison'
import type { ServiceContext } from '../service-context'
import { labelVersion } from '../store/label-versions'
import type { LibraryDatabase } from '../store/library'
import { trainingTracksOfVersion } from '../store/training-tracks'
import { tracksLearntFrom, truthOf, truthWithout } from '../store/truth'
import { pointsOfVersion } from '../store/version-points'

/** A comparison of label versions. */
export interface LabelComparison {
  readonly rows: ComparedLabels[]
  readonly judge: string
  readonly notes: string[]
}

/**
 * Compares the labels that versions derived from tags with what people hear, on the tracks that all of them label. Tracks from which a
 * scheme was learnt are left out, for all versions alike; how many of the judging tracks had a part in what they judge is counted.
 * @throws Failure `not-found` for an unknown version or judge, `nothing-to-do` when they share no track
 */
export function compareLabels(context: ServiceContext, versionIds: readonly number[], judge: Judge, seed: number): LabelComparison {
  const library = context.library()
  const versions = [...new Set(versionIds)].map((id) => labelVersion(library.database, id))
  const truth = truthOf(library, judge)
  const learntFrom = tracksLearntFrom(versions)
  const judged = truthWithout(truth, learntFrom)
  const points = versions.map(({ id }) => ({ id, points: pointsOfVersion(library.database, id) }))
  const rows = compareWithTruth(judged, points, { ...standardComparison, seed })
  if (rows.length === 0) {
    fail(
      'nothing-to-do',
      `The versions ${versions.map(({ id }) => id).join(', ')} and ${truth.name} have no track in common.`,
      learntFrom.size > 0 ? 'Label tracks by ear that no scheme was learnt from.' : 'Choose versions that label tracks of the set.',
    )
  }
  const compared = versions.flatMap((version): ComparedLabels[] => {
    const row = rows.find(({ id }) => id === version.id)
    return row ? [{ ...toCompared(row, version.scheme.name), ...partOf(library.database, version, judge, judged) }] : []
  })
  return {
    rows: compared,
    judge: truth.name,
    notes: [...notesOn(truth.points.size, judged.size, rows[0]?.tracks ?? 0), ...compared.flatMap(notesOnPart)],
  }
}

/** Counts judging tracks in the fit of the version's scheme, and in the datasets that were frozen with the version's labels. */
function partOf(database: LibraryDatabase, version: LabelVersion, judge: Judge, judging: PointsOfTracks): JudgedPart {
  const count = (trackIds: Iterable<number>): number => [...trackIds].filter((trackId) => judging.has(trackId)).length
  return {
    judgedInFit: count(tracksLearntFrom([version])),
    judgedInTraining: judge.kind === 'truth' ? null : count(trainingTracksOfVersion(database, version.id)),
  }
}

function toCompared({ id, ...row }: ComparedRow, name: string): Omit<ComparedLabels, keyof JudgedPart> {
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

function notesOnPart({ version, judgedInTraining }: ComparedLabels): string[] {
  if (!judgedInTraining) return []
  return [
    `${tracksAre(judgedInTraining)} in datasets that were frozen with version ${version} before the checked set was drawn: ` +
      'networks trained on them must not be judged by this set.',
  ]
}
