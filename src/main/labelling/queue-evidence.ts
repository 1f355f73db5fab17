import { inWords } from '@shared/domain/unreliability/difference-in-words'
import { joinPredictions } from '@shared/domain/unreliability/join-predictions'
import { chanceOf, type LabelError, labelErrors } from '@shared/domain/unreliability/label-errors'
import { labelsOfNeighbours } from '@shared/domain/unreliability/neighbours'
import type { ReviewPart, ReviewReason } from '@shared/domain/unreliability/reasons'
import type { PlanePoint } from '@shared/domain/plane'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import { presentSourceLabels } from '../store/comments-labels'
import { type Evidence, evidenceBySource } from '../store/evidence'
import type { LibraryDatabase } from '../store/library'
import type { QueueTrack } from '../store/queue-tracks'

/** Gives the parts of a track by its row among all tracks. */
export type PartsOfRow = (row: number) => readonly ReviewPart[]

/** What the networks and baselines of a library say about its labels. */
export interface NetworkEvidence {
  readonly parts: PartsOfRow
  /** What all of them together predict, [tracks]; NaN for none. */
  readonly predicted: TrackPoints
  /** The predictions of each source (a modality, read by networks or by a kind of baseline), [tracks]; NaN for none. */
  readonly sources: readonly TrackPoints[]
  /** What the predictions come from and how many tracks have one, in words. */
  readonly note: string
}

/** Compares the labels with what networks predict that were not trained on the track, and with the labels of near tracks. */
export function networkEvidence(database: LibraryDatabase, tracks: readonly QueueTrack[], labels: TrackPoints): NetworkEvidence {
  const found = [...evidenceBySource(database).values()]
  const sources = found.map((byTrack) => pointsOf(tracks, (track) => byTrack.get(track.trackId) ?? null))
  const predicted = joinPredictions(labels, sources)
  const errors = labelErrors(labels, predicted)
  const columns = sources.length > 1 ? sources.flatMap(({ valence, arousal }) => [valence, arousal]) : []
  const near = labelErrors(labels, labelsOfNeighbours(columns, labels))
  return {
    parts: (row) => [
      ...partOf('prediction-disagrees', errors[row] ?? null, () => `${namesOf(found, tracks[row])} predicts`),
      ...partOf('neighbours-disagree', near[row] ?? null, () => 'tracks that networks take for alike have'),
    ],
    predicted,
    sources,
    note: noteOf(found, predicted),
  }
}

/** Compares labels that do not come from comments with the labels from comments. */
export function commentsEvidence(database: LibraryDatabase, tracks: readonly QueueTrack[], labels: TrackPoints): PartsOfRow {
  const comments = presentSourceLabels(database, 'comments')
  const points = pointsOf(tracks, ({ trackId, source }) => (source === 'comments' ? null : (comments.get(trackId) ?? null)))
  const errors = labelErrors(labels, points)
  return (row) => partOf('comments-disagree', errors[row] ?? null, () => 'its comments say')
}

/** Compares labels that come from neither tags nor comments with those that the tags give. */
export function tagsAgainstLabels(tracks: readonly QueueTrack[], labels: TrackPoints, fromTags: TrackPoints): PartsOfRow {
  const isFromTexts = ({ source }: QueueTrack): boolean => source === 'tags' || source === 'comments'
  const points = pointsOf(tracks, (track, row) =>
    isFromTexts(track) ? null : { valence: fromTags.valence[row] ?? NaN, arousal: fromTags.arousal[row] ?? NaN },
  )
  const errors = labelErrors(labels, points)
  return (row) => partOf('tags-disagree', errors[row] ?? null, () => 'its tags say')
}

/** Columns over all tracks; NaN where there is no point. */
export function pointsOf(tracks: readonly QueueTrack[], pointOf: (track: QueueTrack, row: number) => PlanePoint | null): TrackPoints {
  const points = tracks.map(pointOf)
  return {
    valence: Float64Array.from(points, (point) => point?.valence ?? NaN),
    arousal: Float64Array.from(points, (point) => point?.arousal ?? NaN),
  }
}

function partOf(reason: ReviewReason, error: LabelError | null, subject: () => string): ReviewPart[] {
  return error ? [{ reason, strength: chanceOf(error), text: `${subject()} ${inWords(error)}` }] : []
}

/** Names of what predicts a track, each once. */
function namesOf(found: readonly ReadonlyMap<number, Evidence>[], track: QueueTrack | undefined): string {
  return [...new Set(found.flatMap((byTrack) => byTrack.get(track?.trackId ?? 0)?.model ?? []))].join(' with ')
}

function noteOf(found: readonly ReadonlyMap<number, Evidence>[], { valence }: TrackPoints): string {
  if (found.length === 0)
    return 'No network predicts tracks that it was not trained on: the order rests on tags and comments. Train with folds to add it.'
  const names = new Set(found.flatMap((byTrack) => [...byTrack.values()].map(({ model }) => model)))
  const predicted = valence.filter((value) => Number.isFinite(value)).length
  return `${[...names].join(', ')}: out-of-fold predictions of ${predicted} of ${valence.length} tracks.`
}
