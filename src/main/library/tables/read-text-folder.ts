import { readdirSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { TextKind } from '@shared/domain/modality'
import { asFailure } from '@shared/domain/failure'
import type { TrackKey } from '../../store/track-matcher'
import {
  emptyText,
  type ImportedText,
  type ImportRow,
  type ImportTable,
  type LeftOutRow,
  previewRowCount,
  readTextFile,
  type TableOptions,
} from './import-table'
import { describeTextFile, stripTimeStamps } from './text-files'

/** Reads the text files of a folder and all folders in it. A file that is no text becomes a problem; other files are passed over. */
export function readTextFolder(options: TableOptions, kind: TextKind): ImportTable<ImportedText> {
  const encodings = new Set<string>()
  const rows: ImportRow<ImportedText>[] = []
  const leftOut: LeftOutRow[] = []
  const problems: string[] = []
  for (const path of bestFiles(textFilesBelow(options.path), kind)) {
    const read = readOne(path, options)
    if ('problem' in read) problems.push(read.problem)
    else if (read.body === '') leftOut.push({ row: relative(options.path, path), reason: emptyText })
    else rows.push({ where: relative(options.path, path), key: keyOfFile(path), value: { body: read.body } })
    if ('encoding' in read) encodings.add(read.encoding)
  }
  return {
    format: 'text-folder',
    encoding: [...encodings].join(', '),
    columns: ['file', 'text'],
    mapping: {},
    problems,
    rows,
    leftOut,
    sampleRows: rows.slice(0, previewRowCount).map(({ where, value }) => [where, value.body.slice(0, 200)]),
  }
}

/**
 * The text of one file, without an LRC file's time stamps.
 * @throws Failure when it cannot be read
 */
export function readTextBeside(path: string, encoding?: string): { body: string; encoding: string } {
  const decoded = readTextFile(path, encoding)
  const body = path.toLowerCase().endsWith('.lrc') ? stripTimeStamps(decoded.text) : decoded.text.trim()
  return { body, encoding: decoded.encoding }
}

function readOne(path: string, options: TableOptions): { body: string; encoding: string } | { problem: string } | { body: '' } {
  try {
    return readTextBeside(path, options.encoding)
  } catch (error) {
    const failure = asFailure(error)
    return failure.message.endsWith('is empty.') ? { body: '' } : { problem: failure.message }
  }
}

function textFilesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** One file for each track: of `song.lyrics.txt`, `song.lrc` and `song.txt` the first. */
function bestFiles(paths: readonly string[], kind: TextKind): string[] {
  const best = new Map<string, { path: string; priority: number }>()
  for (const path of paths) {
    const file = describeTextFile(path)
    if (file?.kind !== kind) continue
    const place = join(dirname(path), file.stem)
    const present = best.get(place)
    if (!present || file.priority < present.priority) best.set(place, { path, priority: file.priority })
  }
  return [...best.values()].map(({ path }) => path)
}

/** A file is named like its audio file, by the track's id, or `Artist - Title`. */
function keyOfFile(path: string): TrackKey {
  const stem = describeTextFile(path)?.stem ?? basename(path)
  const [artist, title] = stem.split(' - ', 2)
  const names = artist !== undefined && title !== undefined ? { artist, title } : {}
  return { externalId: stem, path: join(dirname(path), stem), ...names }
}
