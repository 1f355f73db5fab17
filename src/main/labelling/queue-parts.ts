import type { TagMatrix, TrackPoints } from '@shared/domain/tag-matrix'
import { neutralisingWords } from '@shared/domain/schemes/neutralising'
import { publishedScheme } from '@shared/domain/schemes/published'
import { derivationBy, deriveByScheme, type Scheme } from '@shared/domain/schemes/scheme'
import { neutralisingPart } from '@shared/domain/unreliability/neutralising'
import { leastStrength, type ReviewPart } from '@shared/domain/unreliability/reasons'
import { voteParts, votesOf, type WordVotes } from '@shared/domain/unreliability/votes'
import { activeVersionId, labelVersion } from '../store/label-versions'
import type { LibraryDatabase } from '../store/library'
import { type QueueTrack, queueTracks } from '../store/queue-tracks'
import { duplicateParts } from './queue-duplicates'
import { commentsEvidence, networkEvidence, pointsOf, tagsAgainstLabels } from './queue-evidence'
import { readTagMatrix } from './tag-matrix'

/** A track with the evidence about its label. */
export interface JudgedTrack extends QueueTrack {
  /** The strongest first. */
  readonly parts: readonly ReviewPart[]
  readonly votes: readonly WordVotes[]
  /** What networks predict; NaN for none. */
  readonly predictedValence: number
  readonly predictedArousal: number
}

/** All tracks of a library with what speaks against their labels, and a sentence about what that rests on. */
export function judgeTracks(database: LibraryDatabase): { tracks: JudgedTrack[]; note: string } {
  const tracks = queueTracks(database)
  const labels = pointsOf(tracks, ({ valence, arousal }) => (valence === null || arousal === null ? null : { valence, arousal }))
  const matrix = readTagMatrix(database)
  const rowOf = new Map(Array.from(matrix.trackIds, (trackId, row) => [trackId, row]))
  const scheme = activeScheme(database)
  const derivation = derivationBy(matrix, scheme)
  const networks = networkEvidence(database, tracks, labels)
  const partsOf = [
    networks.parts,
    tagsAgainstLabels(tracks, labels, pointsFromTags(tracks, matrix, scheme)),
    commentsEvidence(database, tracks, labels),
    duplicateParts(tracks, networks.sources),
  ]
  const neutralising = new Set(neutralisingWords(matrix))
  const judged = tracks.map((track, row): JudgedTrack => {
    const matrixRow = rowOf.get(track.trackId)
    const votes = matrixRow === undefined ? [] : votesOf(matrix, derivation, matrixRow)
    const parts = [...ownParts(track, votes, neutralising), ...partsOf.flatMap((partsOfRow) => partsOfRow(row))]
    return {
      ...track,
      votes,
      parts: parts.filter(({ strength }) => strength >= leastStrength).sort((one, other) => other.strength - one.strength),
      predictedValence: networks.predicted.valence[row] ?? NaN,
      predictedArousal: networks.predicted.arousal[row] ?? NaN,
    }
  })
  return { tracks: judged, note: networks.note }
}

const unlabelledStrength = 0.5
const axisWidth = 0.05

/** What the track itself shows: a missing label, votes that a label from tags rests on, a quadrant that hangs by a hair. */
function ownParts(track: QueueTrack, votes: readonly WordVotes[], neutralising: ReadonlySet<string>): ReviewPart[] {
  if (track.valence === null || track.arousal === null) {
    const text = votes.length > 0 ? 'has tags, but no label' : 'has no label and no emotion words'
    return [{ reason: 'unlabelled', strength: unlabelledStrength, text }]
  }
  const nearest = Math.min(Math.abs(track.valence), Math.abs(track.arousal))
  const nearAxis: ReviewPart[] =
    nearest < axisWidth
      ? [
          {
            reason: 'near-axis',
            strength: 0.3 * (1 - nearest / axisWidth),
            text: `${nearest.toFixed(3)} from an axis: its quadrant is uncertain`,
          },
        ]
      : []
  if (track.source !== 'tags') return nearAxis
  const neutralised = neutralisingPart(votes, neutralising)
  return [...voteParts(votes), ...(neutralised ? [neutralised] : []), ...nearAxis]
}

/** The scheme whose labels count; the published one before labels were derived. */
function activeScheme(database: LibraryDatabase): Scheme {
  const id = activeVersionId(database)
  return id === null ? publishedScheme : labelVersion(database, id).scheme
}

function pointsFromTags(tracks: readonly QueueTrack[], matrix: TagMatrix, scheme: Scheme): TrackPoints {
  const derived = deriveByScheme(matrix, scheme)
  const rowOf = new Map(Array.from(matrix.trackIds, (trackId, row) => [trackId, row]))
  return pointsOf(tracks, ({ trackId }) => {
    const row = rowOf.get(trackId) ?? -1
    return { valence: derived.valence[row] ?? NaN, arousal: derived.arousal[row] ?? NaN }
  })
}
