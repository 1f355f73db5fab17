import { type Duplicate, furthestDuplicate, recordingKey } from '@shared/domain/unreliability/duplicates'
import type { ReviewPart } from '@shared/domain/unreliability/reasons'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import type { QueueTrack } from '../store/queue-tracks'
import type { PartsOfRow } from './queue-evidence'

/** Digits of a prediction that two tracks share only when networks read the same of both. */
const digits = 5

/**
 * Labels that stand apart though their tracks are the same recording: by title and artist, or because every network that predicts both
 * gives the same numbers.
 */
export function duplicateParts(tracks: readonly QueueTrack[], sources: readonly TrackPoints[]): PartsOfRow {
  const parts = new Map<number, ReviewPart>()
  for (const rows of [...groups(tracks, byName), ...groups(tracks, byPredictions(sources))]) addParts(parts, tracks, rows)
  return (row) => {
    const part = parts.get(row)
    return part ? [part] : []
  }
}

type KeyOf = (track: QueueTrack, row: number) => string

const byName: KeyOf = ({ title, artist }) => recordingKey(title, artist)

const byPredictions =
  (sources: readonly TrackPoints[]): KeyOf =>
  (_track, row) =>
    sources
      .flatMap(({ valence, arousal }) => [valence[row] ?? NaN, arousal[row] ?? NaN])
      .filter((value) => Number.isFinite(value))
      .map((value) => value.toFixed(digits))
      .join()

/** Rows of labelled tracks with the same key, two and more. */
function groups(tracks: readonly QueueTrack[], keyOf: KeyOf): number[][] {
  const rowsOf = new Map<string, number[]>()
  tracks.forEach((track, row) => {
    const key = track.valence === null ? '' : keyOf(track, row)
    if (key === '') return
    const rows = rowsOf.get(key)
    if (rows) rows.push(row)
    else rowsOf.set(key, [row])
  })
  return [...rowsOf.values()].filter((rows) => rows.length > 1)
}

function addParts(parts: Map<number, ReviewPart>, tracks: readonly QueueTrack[], rows: readonly number[]): void {
  const group = rows.map((row): Duplicate => ({ valence: tracks[row]?.valence ?? 0, arousal: tracks[row]?.arousal ?? 0 }))
  rows.forEach((row, index) => {
    const furthest = furthestDuplicate(group, index)
    const other = furthest && tracks[rows[furthest.other] ?? -1]
    if (!other || (parts.get(row)?.strength ?? 0) >= furthest.strength) return
    const text = `the same recording as track ${other.trackId}, “${other.title}”, labelled ${furthest.distance.toFixed(2)} away`
    parts.set(row, { reason: 'duplicates-disagree', strength: furthest.strength, text })
  })
}
