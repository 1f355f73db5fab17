import { statSync } from 'node:fs'
import { z } from 'zod'
import type { TextKind } from '@shared/domain/modality'
import { requireMeanings, resolveMapping } from './column-mapping'
import { parseCsvTable } from './csv-table'
import {
  emptyText,
  type ImportedText,
  type ImportRow,
  type ImportTable,
  looksLikeJson,
  previewRowCount,
  type TableOptions,
} from './import-table'
import { readTextFile } from '../../files/read-text'
import { type JsonEntry, jsonEntries, jsonSampleRows } from './json-entries'
import { readTextFolder } from './read-text-folder'
import { cellReader, describeKey, rowKey } from './row-identity'

/**
 * Reads lyrics or comments: a folder of text files, a CSV table with a column of texts, or JSON of strings or token lists.
 * @param kind which of them; it also names the field in JSON lists of objects
 */
export function readTextTable(options: TableOptions, kind: TextKind): ImportTable<ImportedText> {
  if (statSync(options.path, { throwIfNoEntry: false })?.isDirectory()) return readTextFolder(options, kind)
  const { text, encoding } = readTextFile(options.path, options.encoding)
  if (looksLikeJson(text)) return readJson(jsonEntries(text, options.path), encoding, kind)
  const table = parseCsvTable(text)
  const mapping = resolveMapping(table.columns, options.mapping)
  requireMeanings(mapping, table.columns, ['text'])
  const cell = cellReader(table.columns, mapping)
  const all = table.rows.map((row) => {
    const key = rowKey(row, cell)
    return {
      where: `line ${row.line} (${describeKey(key)})`,
      key,
      names: { artist: key.artist ?? '', title: key.title ?? '' },
      value: { body: cell(row, 'text') },
    }
  })
  return {
    format: 'csv-long',
    encoding,
    columns: table.columns,
    mapping,
    ...withoutEmpty(all),
    problems: table.problems,
    sampleRows: table.rows.slice(0, previewRowCount).map(({ cells }) => cells.map((text) => text.slice(0, 200))),
  }
}

const textSchema = z.union([z.string(), z.array(z.string())])

function readJson(entries: readonly JsonEntry[], encoding: string, kind: TextKind): ImportTable<ImportedText> {
  const read = entries.map((entry) => ({ entry, text: textSchema.safeParse(textIn(entry.value, kind)) }))
  const all = read.flatMap(({ entry, text }) =>
    text.success
      ? [
          {
            where: entry.where,
            key: entry.key,
            names: { artist: entry.key.artist ?? '', title: entry.key.title ?? '' },
            value: toText(text.data),
          },
        ]
      : [],
  )
  const problems = read
    .filter(({ text }) => !text.success)
    .map(({ entry }) => `${entry.where} holds no text: a string or a list of strings is wanted.`)
  const { rows, leftOut } = withoutEmpty(all)
  const tokenLists = rows.some(({ value }) => value.tokens !== undefined)
  return {
    format: tokenLists ? 'token-lists' : 'json',
    encoding,
    columns: ['track', 'text'],
    mapping: {},
    sampleRows: jsonSampleRows(entries, previewRowCount),
    rows,
    leftOut,
    problems,
  }
}

/** Parts rows with words from those without. */
function withoutEmpty(all: readonly ImportRow<ImportedText>[]): Pick<ImportTable<ImportedText>, 'rows' | 'leftOut'> {
  const isEmpty = ({ value }: ImportRow<ImportedText>): boolean => value.body.trim() === ''
  return { rows: all.filter((row) => !isEmpty(row)), leftOut: all.filter(isEmpty).map(({ where }) => ({ row: where, reason: emptyText })) }
}

function textIn(value: unknown, kind: TextKind): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields = value as Record<string, unknown>
  return fields['text'] ?? fields[kind] ?? fields[kind.replace(/s$/u, '')] ?? fields['tokens'] ?? fields['body']
}

/** A list without a space in any entry is a list of tokens; else it is a list of lines or comments. */
function toText(content: string | string[]): ImportedText {
  if (typeof content === 'string') return { body: content }
  return content.some((entry) => /\s/u.test(entry)) ? { body: content.join('\n') } : { body: content.join(' '), tokens: content }
}
