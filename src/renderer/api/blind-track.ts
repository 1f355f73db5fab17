import type { LabelRecord, TrackDetails } from '@shared/contract/tracks'

/** Labels by people since the track's checked set was drawn: those that were placed blind. */
function isOwn({ checkedSet }: TrackDetails, label: Pick<LabelRecord, 'source' | 'createdAt'> | null): boolean {
  return checkedSet !== null && label?.source === 'human' && label.createdAt >= checkedSet.createdAt
}

/** The label of the whole track that was placed blind and not taken back; null for none. */
function ownLabel(track: TrackDetails): LabelRecord | null {
  const latest = track.labels
    .filter((label) => label.source === 'human' && label.excerptId === null)
    .sort((one, other) => other.id - one.id)[0]
  return latest && latest.valence !== null && isOwn(track, latest) ? latest : null
}

/** Whether a track waits for a label by people who hear it blind, for a checked set that is not frozen. */
export function waitsBlind(track: TrackDetails): boolean {
  return track.checkedSet !== null && ownLabel(track) === null
}

/**
 * A track without what others say of it: labels, tags and their words, comments, predictions. Labels that were placed blind stay, because
 * they are one's own.
 */
export function withoutHints(track: TrackDetails): TrackDetails {
  const own = ownLabel(track)
  return {
    ...track,
    valence: own?.valence ?? null,
    arousal: own?.arousal ?? null,
    source: own?.source ?? null,
    labelledExcerpts: 0,
    genre: '',
    tags: [],
    words: [],
    comments: null,
    hasComments: false,
    languages: { ...track.languages, comments: null },
    labels: track.labels.filter((label) => isOwn(track, label)),
    excerpts: track.excerpts.map((excerpt) => ({ ...excerpt, label: isOwn(track, excerpt.label) ? excerpt.label : null })),
    prediction: null,
  }
}
