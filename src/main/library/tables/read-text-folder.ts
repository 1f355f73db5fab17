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
  type TableOptions,
} from './import-table'
import { readSongText } from '../../files/read-text'
import { describeTextFile, textFilesBelow } from '../../files/text-file-names'

/** Reads the text files of a folder and all folders in it. A file that is no text becomes a problem; other files are passed over. */
export function readTextFolder(options: TableOptions, kind: TextKind): ImportTable<ImportedText> {
  const encodings = new Set<string>()
  const rows: ImportRow<ImportedText>[] = []
  const leftOut: LeftOutRow[] = []
  const problems: string[] = []
  for (const path of bestFiles(textFilesBelow(options.path, kind))) {
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

function readOne(path: string, options: TableOptions): { body: string; encoding: string } | { problem: string } {
  try {
    const { text, encoding } = readSongText(path, options.encoding)
    return { body: text, encoding }
  } catch (error) {
    return { problem: asFailure(error).message }
  }
}

/** One file for each track: of `song.lyrics.txt`, `song.lrc` and `song.txt` the first. */
function bestFiles(paths: readonly string[]): string[] {
  const best = new Map<string, { path: string; priority: number }>()
  for (const path of paths) {
    const file = describeTextFile(path)
    if (!file) continue
    const track = join(dirname(path), file.stem)
    const present = best.get(track)
    if (!present || file.priority < present.priority) best.set(track, { path, priority: file.priority })
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
