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
  const { fixed, commented } = tracksBesideTags(matrix)
  for (const track of fixed) {
    into.valence[track] = matrix.fixedValence[track] ?? NaN
    into.arousal[track] = matrix.fixedArousal[track] ?? NaN
    into.source[track] = matrix.fixedSource[track] ?? notFixed
  }
  const fromComments = rankOfSource('comments')
  for (const track of commented) {
    if (!Number.isNaN(into.valence[track])) continue
    into.valence[track] = matrix.commentsValence[track] ?? NaN
    into.arousal[track] = matrix.commentsArousal[track] ?? NaN
    into.source[track] = fromComments
  }
  return into
}

/** Tracks whose label no scheme changes, and those of the others that have labels from comments. */
interface TracksBesideTags {
  readonly fixed: Int32Array
  readonly commented: Int32Array
}

const besideTags = new WeakMap<TagMatrix, TracksBesideTags>()

/** Found once for each matrix: a slider that is dragged asks for labels in every frame. */
function tracksBesideTags(matrix: TagMatrix): TracksBesideTags {
  const known = besideTags.get(matrix)
  if (known) return known
  const [fixed, commented]: [number[], number[]] = [[], []]
  matrix.fixedSource.forEach((source, track) => {
    if (source !== notFixed) fixed.push(track)
    else if (!Number.isNaN(matrix.commentsValence[track] ?? NaN)) commented.push(track)
  })
  const found = { fixed: Int32Array.from(fixed), commented: Int32Array.from(commented) }
  besideTags.set(matrix, found)
  return found
}

/** Coordinates of tracks, [tracks], as columns of any kind of numbers; NaN for a track without label. */
interface PointColumns {
  readonly valence: ArrayLike<number>
  readonly arousal: ArrayLike<number>
}

/** How many tracks lie in Q1, Q2, Q3 and Q4; tracks without label are in none. */
export function quadrantCounts(points: PointColumns): [number, number, number, number] {
  const counts = new Int32Array(quadrantNumbers)
  for (let track = 0; track < points.valence.length; track += 1) {
    const quadrant = quadrantOrNone(points, track)
    counts[quadrant] = (counts[quadrant] ?? 0) + 1
  }
  return [counts[1] ?? 0, counts[2] ?? 0, counts[3] ?? 0, counts[4] ?? 0]
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

const smallestMoveSquared = 1e-18

/** Compares two labels of each track. */
export function movedTracks(before: TrackPoints, after: TrackPoints): MovedTracks {
  return comparePreviews(before, after).totals
}

/**
 * Compares two labels of each track and counts the quadrants of the second, in one pass. Nothing branches for each track, which costs a
 * frame of many tracks more than the arithmetic.
 * @param quadrantsBefore `quadrantsOf` the first labels, where they are known already
 */
export function comparePreviews(
  before: TrackPoints,
  after: TrackPoints,
  quadrantsBefore = quadrantsOf(before),
): { totals: MovedTracks; countsAfter: [number, number, number, number] } {
  const ways = new Int32Array(quadrantNumbers * quadrantNumbers)
  let moved = 0
  for (let track = 0; track < before.valence.length; track += 1) {
    const way = (quadrantsBefore[track] ?? 0) * quadrantNumbers + quadrantOrNone(after, track)
    ways[way] = (ways[way] ?? 0) + 1
    const valence = (after.valence[track] ?? NaN) - (before.valence[track] ?? NaN)
    const arousal = (after.arousal[track] ?? NaN) - (before.arousal[track] ?? NaN)
    moved += Number(valence * valence + arousal * arousal > smallestMoveSquared)
  }
  const countAfter = (quadrant: number): number =>
    ways.reduce((sum, tracks, way) => (way % quadrantNumbers === quadrant ? sum + tracks : sum), 0)
  return { totals: { moved, ...countWays(ways) }, countsAfter: [countAfter(1), countAfter(2), countAfter(3), countAfter(4)] }
}

/** @param ways tracks by quadrant or none, before and after, shape [quadrantNumbers, quadrantNumbers] */
function countWays(ways: Int32Array): Omit<MovedTracks, 'moved'> {
  let [changedQuadrant, lost, gained] = [0, 0, 0]
  ways.forEach((tracks, way) => {
    const [from, to] = [Math.floor(way / quadrantNumbers), way % quadrantNumbers]
    if (from === to) return
    if (to === 0) lost += tracks
    else if (from === 0) gained += tracks
    else changedQuadrant += tracks
  })
  return { changedQuadrant, lost, gained }
}

/** Four quadrants, and 0 for a track without label. */
const quadrantNumbers = 5

/** The quadrant of each track, [tracks]; 0 for a track without label. */
export function quadrantsOf(points: TrackPoints): Uint8Array {
  return Uint8Array.from(points.valence, (_, track) => quadrantOrNone(points, track))
}

function quadrantOrNone(points: PointColumns, track: number): number {
  const valence = points.valence[track] ?? NaN
  return Number(!Number.isNaN(valence)) * quadrantAt(valence, points.arousal[track] ?? NaN)
}
