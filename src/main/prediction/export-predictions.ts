import { basename, extname } from 'node:path'
import type { HandlerArgument } from '@shared/contract/channels'
import type { ExportedRows, PredictionRow } from '@shared/contract/prediction'
import type { PredictedExcerpt } from '@shared/contract/workers/prediction'
import { csvText } from '@shared/domain/csv'
import { fail } from '@shared/domain/failure'
import { nameOfScale, rangeOfScale, type Scale, toScale } from '@shared/domain/plane'
import type { ServiceContext } from '../service-context'
import { predictedExcerpts, predictionSetWithId, predictionsOfSet } from '../store/predictions'
import { absolutePath, storedPath } from '../store/stored-path'
import { writeUserFile } from '../files/user-file'
import { namesTrack } from './library-request'
import { playlistText } from './playlist'

const columnsOfRows = {
  tracks: ['path', 'externalId', 'valence', 'arousal', 'spread', 'startSeconds', 'scale'],
  excerpts: ['path', 'externalId', 'valence', 'arousal', 'startSeconds', 'endSeconds', 'scale'],
} as const satisfies Readonly<Record<ExportedRows, readonly string[]>>

/** A row of a table of predictions. */
type WrittenRow = Omit<PredictionRow, 'excerpts'> & { readonly endSeconds: number | null }

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
 * What was predicted for each excerpt of a file, by rising start; none where the file alone was predicted.
 * @param path as `predictionRows` names it
 * @throws Failure `not-found` for the set
 */
export function excerptsOfPrediction(context: ServiceContext, predictionId: number, path: string): PredictedExcerpt[] {
  const { database, directory } = context.library()
  predictionSetWithId(database, predictionId)
  return predictedExcerpts(database, predictionId, namesTrack(path) ? path : storedPath(directory, path))
}

/**
 * Writes predictions of a set: as CSV or JSON on a scale (a spread is stretched with it), with a row for each track or for each excerpt, or
 * as a playlist.
 * @throws Failure `not-found`; `nothing-to-do` when there is nothing to write
 */
export function exportPredictions(
  context: ServiceContext,
  { predictionId, path, format, scale, paths, rows: each = 'tracks' }: HandlerArgument<'predictions.export'>,
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
  if (format === 'm3u8') {
    writeUserFile(path, playlistText(rows, path))
    return { path, rows: rows.length }
  }
  const written = rows.flatMap((row): WrittenRow[] =>
    each === 'tracks' ? [{ ...row, endSeconds: null }] : excerptRows(context, predictionId, row),
  )
  writeUserFile(path, tableText(written, columnsOfRows[each], format, scale))
  return { path, rows: written.length }
}

/** The excerpts of a file as rows; a file that was predicted as a whole has one, whose end is not known. */
function excerptRows(context: ServiceContext, predictionId: number, row: PredictionRow): WrittenRow[] {
  const excerpts = row.excerpts > 0 ? excerptsOfPrediction(context, predictionId, row.path) : []
  return excerpts.length === 0 ? [{ ...row, endSeconds: null }] : excerpts.map((excerpt) => ({ ...row, ...excerpt, spread: null }))
}

function rowsOfPaths(rows: readonly PredictionRow[], paths: readonly string[]): PredictionRow[] {
  const byPath = new Map(rows.map((row) => [row.path, row]))
  return paths.flatMap((path) => byPath.get(path) ?? [])
}

type Column = (typeof columnsOfRows)[ExportedRows][number]

function tableText(rows: readonly WrittenRow[], columns: readonly Column[], format: 'csv' | 'json', scale: Scale): string {
  const records = rows.map((row) => {
    const record = toRecord(row, scale)
    return Object.fromEntries(columns.map((column) => [column, record[column]]))
  })
  return format === 'json'
    ? `${JSON.stringify(records, null, 1)}\n`
    : csvText(
        columns,
        records.map((record) => columns.map((column) => record[column] ?? null)),
      )
}

function toRecord(
  { path, externalId, valence, arousal, spread, startSeconds, endSeconds }: WrittenRow,
  scale: Scale,
): Record<Column, string | number | null> {
  const { low, high } = rangeOfScale(scale)
  return {
    path,
    externalId,
    valence: toScale(valence, scale),
    arousal: toScale(arousal, scale),
    spread: spread === null ? null : (spread * (high - low)) / 2,
    startSeconds,
    endSeconds,
    scale: nameOfScale(scale),
  }
}
