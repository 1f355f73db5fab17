import { rankOfSource } from './label'
import { quadrantAt } from './plane'
import { deriveByScheme, type Scheme } from './schemes/scheme'
import { emptyPoints, notFixed, type TagMatrix, type TrackPoints } from './tag-matrix'

/** The labels that would count, with the rank of the source of each, [tracks]; of a track without label the rank of tags. */
export interface PreviewedLabels extends TrackPoints {
  readonly source: Uint8Array<ArrayBuffer>
}

/** Labels for the tracks of a matrix, to be filled again and again while a slider moves. */
export function emptyPreview(matrix: TagMatrix): PreviewedLabels {
  return { ...emptyPoints(matrix), source: new Uint8Array(matrix.trackIds.length) }
}

/**
 * The plane as it would be with a scheme: its labels, but the labels of sources that win over tags where there are some, and those from
 * comments where neither gives one.
 * @param into labels to fill; new ones unless given
 */
export function previewLabels(matrix: TagMatrix, scheme: Scheme, into: PreviewedLabels = emptyPreview(matrix)): PreviewedLabels {
  deriveByScheme(matrix, scheme, into)
  into.source.fill(rankOfSource('tags'))
  const fromComments = rankOfSource('comments')
  for (let track = 0; track < into.source.length; track += 1) {
    const fixed = matrix.fixedSource[track] ?? notFixed
    if (fixed !== notFixed) {
      into.valence[track] = matrix.fixedValence[track] ?? NaN
      into.arousal[track] = matrix.fixedArousal[track] ?? NaN
      into.source[track] = fixed
    } else if (Number.isNaN(into.valence[track]) && !Number.isNaN(matrix.commentsValence[track])) {
      into.valence[track] = matrix.commentsValence[track] ?? NaN
      into.arousal[track] = matrix.commentsArousal[track] ?? NaN
      into.source[track] = fromComments
    }
  }
  return into
}

/** How many tracks lie in Q1, Q2, Q3 and Q4; tracks without label are in none. */
export function quadrantCounts(points: TrackPoints): [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  for (let track = 0; track < points.valence.length; track += 1) {
    const quadrant = quadrantOrNone(points, track)
    if (quadrant !== 0) counts[quadrant - 1] = (counts[quadrant - 1] ?? 0) + 1
  }
  return counts
}

/** What a change of a scheme does to the tracks. */
export interface MovedTracks {
  /** Tracks whose point moves by more than 1e-9. */
  readonly moved: number
  /** Tracks that lie in another quadrant. */
  readonly changedQuadrant: number
  /** Tracks that had a label and have none now. */
  readonly lost: number
  /** Tracks that had no label and have one now. */
  readonly gained: number
}

/** Compares two labels of each track. */
export function movedTracks(before: TrackPoints, after: TrackPoints): MovedTracks {
  let [moved, changedQuadrant, lost, gained] = [0, 0, 0, 0]
  for (let track = 0; track < before.valence.length; track += 1) {
    const from = quadrantOrNone(before, track)
    const to = quadrantOrNone(after, track)
    if (from === 0 && to === 0) continue
    if (from === 0) gained += 1
    else if (to === 0) lost += 1
    else {
      if (from !== to) changedQuadrant += 1
      if (distance(before, after, track) > 1e-9) moved += 1
    }
  }
  return { moved, changedQuadrant, lost, gained }
}

/** 0 for a track without label. */
function quadrantOrNone(points: TrackPoints, track: number): 0 | 1 | 2 | 3 | 4 {
  const valence = points.valence[track] ?? NaN
  return Number.isNaN(valence) ? 0 : quadrantAt(valence, points.arousal[track] ?? NaN)
}

function distance(before: TrackPoints, after: TrackPoints, track: number): number {
  return Math.hypot((after.valence[track] ?? 0) - (before.valence[track] ?? 0), (after.arousal[track] ?? 0) - (before.arousal[track] ?? 0))
}
