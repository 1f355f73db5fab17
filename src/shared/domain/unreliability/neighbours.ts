import { createRandom } from '../random'
import type { TrackPoints } from '../tag-matrix'

/** Neighbours are looked for among so many labelled tracks at most, drawn at random, so that the work stays small. */
const mostReferences = 2000
const nearest = 8
const seed = 12

/**
 * The mean label of the tracks that lie nearest in some features, the track itself left out.
 * @param features [columns][n]; a track with NaN in one of them has none
 * @param labels [n]; NaN for none
 * @returns [n]; NaN where a track has no features or there are too few labelled tracks
 */
export function labelsOfNeighbours(features: readonly Float64Array[], labels: TrackPoints): TrackPoints {
  const count = labels.valence.length
  const columns = features.map(standardised)
  const hasFeatures = (track: number): boolean => columns.every((column) => Number.isFinite(column[track]))
  const labelled = Array.from({ length: count }, (_, track) => track).filter(
    (track) => Number.isFinite(labels.valence[track]) && Number.isFinite(labels.arousal[track]) && hasFeatures(track),
  )
  const references = labelled.length > mostReferences ? createRandom(seed).shuffle(labelled).slice(0, mostReferences) : labelled
  const points = { valence: new Float64Array(count).fill(NaN), arousal: new Float64Array(count).fill(NaN) }
  if (columns.length === 0 || references.length <= 2 * nearest) return points
  for (let track = 0; track < count; track += 1) {
    if (!hasFeatures(track)) continue
    const near = nearestOf(track, references, columns)
    points.valence[track] = near.reduce((sum, other) => sum + (labels.valence[other] ?? 0), 0) / near.length
    points.arousal[track] = near.reduce((sum, other) => sum + (labels.arousal[other] ?? 0), 0) / near.length
  }
  return points
}

/** The nearest reference tracks by squared distance, kept sorted while the references are gone through. */
function nearestOf(track: number, references: readonly number[], columns: readonly Float64Array[]): number[] {
  const distances = new Float64Array(nearest).fill(Infinity)
  const tracks = new Array<number>(nearest).fill(-1)
  for (const other of references) {
    if (other === track) continue
    let distance = 0
    for (const column of columns) distance += ((column[other] ?? 0) - (column[track] ?? 0)) ** 2
    if (distance >= (distances[nearest - 1] ?? 0)) continue
    let at = nearest - 1
    for (; at > 0 && (distances[at - 1] ?? 0) > distance; at -= 1) {
      distances[at] = distances[at - 1] ?? 0
      tracks[at] = tracks[at - 1] ?? -1
    }
    distances[at] = distance
    tracks[at] = other
  }
  return tracks
}

function standardised(column: Float64Array): Float64Array {
  const present = column.filter((value) => Number.isFinite(value))
  const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length)
  const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, present.length)
  return column.map((value) => (value - mean) / (Math.sqrt(variance) || 1))
}
