import type { labelMoveChannels, LabelSide } from '@shared/contract/label-moves'
import type { Handlers } from '@shared/contract/channels'
import type { TrackIdentity } from '@shared/contract/tracks'
import { csvText } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { type LabelMove, labelMoves, type LabelPair } from '@shared/domain/label-moves'
import type { PointsOfTracks } from '@shared/domain/label-comparison'
import { nameOfScale, type Quadrant, type Scale, toScale } from '@shared/domain/plane'
import { deriveByScheme } from '@shared/domain/schemes/scheme'
import type { TrackPoints } from '@shared/domain/tag-matrix'
import { writeUserFile } from '../files/user-file'
import type { ServiceContext } from '../service-context'
import { labelVersion } from '../store/label-versions'
import type { LibraryDatabase } from '../store/library'
import { identitiesOfTracks } from '../store/track-identities'
import { pointsOfVersion } from '../store/version-points'
import { readTagMatrix } from './tag-matrix'

/** Answers the channels of label versions laid side by side. */
export function createLabelMoveHandlers(context: ServiceContext): Handlers<keyof typeof labelMoveChannels> {
  return {
    'labels.pair': ({ before, after }) => pairLabels(context.library().database, before, after),
    'labels.exportMoved': ({ before, after, path, scale }) => exportMoved(context, { before, after }, path, scale),
  }
}

/**
 * The labels of two sides, for every track that either labels, by rising id.
 * @throws Failure `not-found` for an unknown version, `nothing-to-do` when the sides have no track in common
 */
export function pairLabels(database: LibraryDatabase, before: LabelSide, after: LabelSide): LabelPair {
  const [earlier, later] = [pointsOfSide(database, before), pointsOfSide(database, after)]
  if (![...earlier.keys()].some((trackId) => later.has(trackId)))
    fail(
      'nothing-to-do',
      `${nameOfSide(before)} and ${nameOfSide(after)} label no track in common.`,
      'Choose versions that label the same tracks.',
    )
  const trackIds = Int32Array.from(new Set([...earlier.keys(), ...later.keys()])).sort()
  return { trackIds, before: columnsOf(trackIds, earlier), after: columnsOf(trackIds, later) }
}

function pointsOfSide(database: LibraryDatabase, side: LabelSide): PointsOfTracks {
  if ('versionId' in side) return pointsOfVersion(database, labelVersion(database, side.versionId).id)
  const matrix = readTagMatrix(database)
  const { valence, arousal } = deriveByScheme(matrix, side.scheme)
  return new Map(
    [...matrix.trackIds].flatMap((trackId, row) => {
      const point = { valence: valence[row] ?? NaN, arousal: arousal[row] ?? NaN }
      return Number.isNaN(point.valence) ? [] : [[trackId, point] as const]
    }),
  )
}

const nameOfSide = (side: LabelSide): string => ('versionId' in side ? `Version ${side.versionId}` : `the scheme “${side.scheme.name}”`)

function columnsOf(trackIds: Int32Array, points: PointsOfTracks): TrackPoints {
  return {
    valence: Float64Array.from(trackIds, (trackId) => points.get(trackId)?.valence ?? NaN),
    arousal: Float64Array.from(trackIds, (trackId) => points.get(trackId)?.arousal ?? NaN),
  }
}

const columns = [
  ...['externalId', 'title', 'artist', 'path', 'valenceBefore', 'arousalBefore', 'valenceAfter', 'arousalAfter'],
  ...['shiftValence', 'shiftArousal', 'distance', 'quadrantBefore', 'quadrantAfter', 'scale'],
]

function exportMoved(
  context: ServiceContext,
  { before, after }: { before: LabelSide; after: LabelSide },
  path: string,
  scale: Scale,
): { path: string; moved: number } {
  const library = context.library()
  const pair = pairLabels(library.database, before, after)
  const moves = labelMoves(pair)
  const names = identitiesOfTracks(library)
  const rows = moves.map((move) => cellsOf(move, pair, names.get(move.trackId), scale))
  writeUserFile(path, csvText(columns, rows))
  return { path, moved: moves.length }
}

function cellsOf(move: LabelMove, pair: LabelPair, name: TrackIdentity | undefined, scale: Scale): (string | number | null)[] {
  const onScale = (value = NaN): number => toScale(value, scale)
  const perUnit = toScale(1, scale) - toScale(0, scale)
  const shift = (value: number): number | null => (move.from === null || move.to === null ? null : value * perUnit)
  const { row } = move
  return [
    ...[name?.externalId ?? '', name?.title ?? '', name?.artist ?? '', name?.path ?? ''],
    ...[pair.before.valence[row], pair.before.arousal[row], pair.after.valence[row], pair.after.arousal[row]].map(onScale),
    ...[shift(move.deltaValence), shift(move.deltaArousal), shift(move.distance)],
    ...[quadrantCell(move.from), quadrantCell(move.to)],
    nameOfScale(scale),
  ]
}

const quadrantCell = (quadrant: Quadrant | null): string | null => (quadrant === null ? null : `Q${quadrant}`)
