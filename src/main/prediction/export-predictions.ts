import { basename, extname } from 'node:path'
import type { HandlerArgument } from '@shared/contract/channels'
import type { PredictionRow } from '@shared/contract/prediction'
import { csvText } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { nameOfScale, rangeOfScale, type Scale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { predictionSetWithId, predictionsOfSet } from '../store/predictions'
import { absolutePath } from '../store/stored-path'
import { writeUserFile } from '../files/user-file'
import { namesTrack } from './library-request'
import { playlistText } from './playlist'

const columns = ['path', 'externalId', 'valence', 'arousal', 'spread', 'startSeconds', 'scale'] as const

/**
 * The predictions of a set, by path; a file that is no track of the library is named by its file.
 * @throws Failure `not-found`
 */
export function predictionRows(context: ServiceContext, predictionId: number): PredictionRow[] {
  const { database, directory } = context.library()
  predictionSetWithId(database, predictionId)
  return predictionsOfSet(database, predictionId).map((row) => {
    const path = namesTrack(row.path) ? row.path : absolutePath(directory, row.path)
    return { ...row, path, title: row.title || basename(path, extname(path)) }
  })
}

/**
 * Writes predictions of a set: as CSV or JSON on a scale (a spread is stretched with it), or as a playlist.
 * @throws Failure `not-found`; `nothing-to-do` when there is nothing to write
 */
export function exportPredictions(
  context: ServiceContext,
  { predictionId, path, format, scale, paths }: HandlerArgument<'predictions.export'>,
): { path: string; rows: number } {
  const all = predictionRows(context, predictionId)
  if (all.length === 0) fail('nothing-to-do', 'No file was predicted.', 'See which files were set aside, and why.')
  const chosen = paths === undefined ? all : rowsOfPaths(all, paths)
  const rows = format === 'm3u8' ? chosen.filter((row) => !namesTrack(row.path)) : chosen
  if (rows.length === 0)
    fail(
      'nothing-to-do',
      'None of the chosen predictions can be written.',
      format === 'm3u8' ? 'A playlist holds tracks with audio only.' : 'Choose others.',
    )
  writeUserFile(path, format === 'm3u8' ? playlistText(rows, path) : tableText(rows, format, scale))
  return { path, rows: rows.length }
}

function rowsOfPaths(rows: readonly PredictionRow[], paths: readonly string[]): PredictionRow[] {
  const byPath = new Map(rows.map((row) => [row.path, row]))
  return paths.flatMap((path) => byPath.get(path) ?? [])
}

function tableText(rows: readonly PredictionRow[], format: 'csv' | 'json', scale: Scale): string {
  const records = rows.map((row) => toRecord(row, scale))
  return format === 'json'
    ? `${JSON.stringify(records, null, 1)}\n`
    : csvText(
        columns,
        records.map((record) => columns.map((column) => record[column])),
      )
}

function toRecord(
  { path, externalId, valence, arousal, spread, startSeconds }: PredictionRow,
  scale: Scale,
): Record<(typeof columns)[number], string | number | null> {
  const { low, high } = rangeOfScale(scale)
  return {
    path,
    externalId,
    valence: toScale(valence, scale),
    arousal: toScale(arousal, scale),
    spread: spread === null ? null : (spread * (high - low)) / 2,
    startSeconds,
    scale: nameOfScale(scale),
  }
}
