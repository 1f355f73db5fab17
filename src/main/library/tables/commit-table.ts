import { dirname } from 'node:path'
import type { ImportPreview, ImportResult } from '@shared/contract/library'
import { fail } from '@shared/domain/failure'
import type { Library } from '../../store/library'
import { createTrackMatcher } from '../../store/track-matcher'
import { createTrack, fillTrackNames } from '../../store/tracks'
import type { ImportTable, TableOptions } from './import-table'
import { matchRows } from './match-rows'

/** Lists longer than this are cut in a preview. */
const shownEntries = 200

/** Says what importing a table would do; nothing is written. */
export function previewTable<Value>(library: Library, table: ImportTable<Value>, options: TableOptions): ImportPreview {
  const { matched, creatable, unmatched, problems } = matchRows(
    table.rows,
    createTrackMatcher(library, dirname(options.path)),
    options.createTracks,
  )
  return {
    path: options.path,
    format: table.format,
    encoding: table.encoding,
    columns: [...table.columns],
    mapping: { ...table.mapping },
    sampleRows: table.sampleRows.map((row) => [...row]),
    rows: table.rows.length,
    matched: matched.length,
    created: creatable.length,
    unmatched: [...unmatched, ...(table.leftOut ?? [])].slice(0, shownEntries),
    problems: [...table.problems, ...problems].slice(0, shownEntries),
  }
}

/**
 * Imports a table in one transaction: everything or, when it has problems, nothing.
 * @param write stores what the file says of one track
 * @returns how many tracks were written, and the rows that match none or hold nothing
 * @throws Failure `file-invalid` that lists the first problems with their lines
 */
export function commitTable<Value>(
  library: Library,
  table: ImportTable<Value>,
  options: TableOptions,
  now: Date,
  write: (entries: readonly { readonly trackId: number; readonly value: Value }[]) => void,
): ImportResult {
  const { matched, creatable, unmatched, problems } = matchRows(
    table.rows,
    createTrackMatcher(library, dirname(options.path)),
    options.createTracks,
  )
  refuseProblems([...table.problems, ...problems], options.path)
  library.database.transaction(() => {
    const created = creatable.map(({ externalId, row }) => ({
      trackId: createTrack(library.database, { ...row.names, externalId }, now),
      row,
    }))
    for (const { trackId, row } of matched) if (row.names) fillTrackNames(library.database, trackId, row.names)
    write([...matched, ...created].map(({ trackId, row }) => ({ trackId, value: row.value })))
  })()
  return { imported: matched.length + creatable.length, unmatched: [...unmatched, ...(table.leftOut ?? [])] }
}

function refuseProblems(problems: readonly string[], path: string): void {
  if (problems.length === 0) return
  const shown = problems.slice(0, 5).join(' ')
  const more = problems.length > 5 ? ` And ${problems.length - 5} more.` : ''
  fail(
    'file-invalid',
    `${path} was not imported. ${shown}${more}`,
    'Correct these lines of the file, then import it again; nothing was changed.',
  )
}
