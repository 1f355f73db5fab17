import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { fail } from '@shared/domain/failure'
import type { Scale } from '@shared/domain/plane'

/** One word as its file states it, on the file's own scale. */
export interface LexiconRow {
  readonly word: string
  readonly valence: number
  readonly arousal: number
}

/** What a lexicon file holds, before its numbers are converted to [−1, 1]. */
export interface LexiconFile {
  readonly kind: LexiconKind
  readonly rows: readonly LexiconRow[]
  /** The scale that this kind of file has; null: the user must say. */
  readonly scale: Scale | null
  /** What the file itself says about its name, source and licence. */
  readonly stated: { readonly name?: string | undefined; readonly source?: string | undefined; readonly licence?: string | undefined }
}

export type LexiconKind = 'nrc-vad' | 'warriner' | 'anew' | 'circumplex' | 'table'

const rowSchema = z.object({ word: z.string(), valence: z.number(), arousal: z.number() })
const pointSchema = z.union([z.object({ valence: z.number(), arousal: z.number() }), z.tuple([z.number(), z.number()]).rest(z.number())])
const jsonSchema = z.union([
  z.object({ name: z.string().optional(), source: z.string().optional(), licence: z.string().optional(), words: z.array(rowSchema) }),
  z.array(rowSchema),
  z.record(z.string(), pointSchema),
])

/** Columns of a kind by their names in lower case, the first that is there. */
interface ColumnNames {
  readonly kind: LexiconKind
  readonly scale: Scale | null
  readonly word: readonly string[]
  readonly valence: readonly string[]
  readonly arousal: readonly string[]
}

const knownColumns: readonly ColumnNames[] = [
  { kind: 'warriner', scale: '1-9', word: ['word'], valence: ['v.mean.sum'], arousal: ['a.mean.sum'] },
  {
    kind: 'anew',
    scale: '1-9',
    word: ['word', 'description', 'eword'],
    valence: ['valence mean', 'valmn', 'v_mean', 'valence_mean'],
    arousal: ['arousal mean', 'aromn', 'a_mean', 'arousal_mean'],
  },
  { kind: 'table', scale: null, word: ['word', 'term', 'tag'], valence: ['valence', 'v'], arousal: ['arousal', 'a'] },
]

/**
 * Reads a lexicon: NRC-VAD (tabs; word, valence, arousal, dominance), Warriner's and ANEW's tables, any table or JSON with
 * word, valence and arousal.
 * @param text the file's content
 * @param path named in messages
 * @throws Failure `file-invalid` that says what was expected or which row is wrong
 */
export function parseLexicon(text: string, path: string): LexiconFile {
  const content = text.replace(/^\uFEFF/u, '')
  return /^\s*[[{]/u.test(content) ? parseJson(content, path) : parseTable(content, path)
}

function parseJson(text: string, path: string): LexiconFile {
  const value = readJson(text, path)
  const parsed = jsonSchema.safeParse(value)
  if (!parsed.success)
    fail(
      'file-invalid',
      `${path} holds no list of words with valence and arousal.`,
      'Expected [{"word", "valence", "arousal"}, …] or {"word": {"valence", "arousal"}, …}.',
    )
  const data = parsed.data
  if (Array.isArray(data)) return { kind: 'table', rows: data, scale: null, stated: {} }
  if (isLexicon(data)) {
    const { name, source, licence, words } = data
    return { kind: 'circumplex', rows: words, scale: source && licence ? '-1-1' : null, stated: { name, source, licence } }
  }
  const rows = Object.entries(data).map(([word, point]) =>
    Array.isArray(point) ? { word, valence: point[0], arousal: point[1] } : { word, valence: point.valence, arousal: point.arousal },
  )
  return { kind: 'table', rows, scale: null, stated: {} }
}

type JsonLexicon = Extract<z.infer<typeof jsonSchema>, { words: z.infer<typeof rowSchema>[] }>

function isLexicon(data: Exclude<z.infer<typeof jsonSchema>, unknown[]>): data is JsonLexicon {
  return 'words' in data && Array.isArray(data.words) && data.words.every((entry) => typeof entry === 'object')
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail(
      'file-invalid',
      `${path} is no valid JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Check the file with a JSON editor.',
    )
  }
}

function parseTable(text: string, path: string): LexiconFile {
  const [head, ...body] = readRecords(text, path)
  if (!head) fail('file-invalid', `${path} is empty.`, 'Choose a lexicon file with word, valence and arousal.')
  const names = head.map((name) => name.trim().toLowerCase())
  if (isNrcHead(names)) return nrcFile(body, 2, path)
  if (head.length === 4 && Number.isFinite(cellNumber(head[1])) && Number.isFinite(cellNumber(head[2])))
    return nrcFile([head, ...body], 1, path)
  for (const columns of knownColumns) {
    const [word, valence, arousal] = [columns.word, columns.valence, columns.arousal].map((wanted) =>
      names.findIndex((name) => wanted.includes(name)),
    )
    if (word === undefined || valence === undefined || arousal === undefined || Math.min(word, valence, arousal) < 0) continue
    return { kind: columns.kind, scale: columns.scale, rows: rowsOf(body, { word, valence, arousal }, 2, path), stated: {} }
  }
  return fail(
    'file-invalid',
    `${path} has the columns ${head.join(', ')}; word, valence and arousal are wanted.`,
    'Name the columns “word”, “valence” and “arousal”, or choose an NRC-VAD, Warriner or ANEW file.',
  )
}

function isNrcHead(names: readonly string[]): boolean {
  return ['word', 'term'].includes(names[0] ?? '') && names[1] === 'valence' && names[2] === 'arousal' && names[3] === 'dominance'
}

/** Version 1 of NRC-VAD lies in 0…1, version 2 in −1…1: a negative number shows which. */
function nrcFile(body: readonly string[][], firstLine: number, path: string): LexiconFile {
  const rows = rowsOf(body, { word: 0, valence: 1, arousal: 2 }, firstLine, path)
  const negative = rows.some(({ valence, arousal }) => valence < 0 || arousal < 0)
  return { kind: 'nrc-vad', scale: negative ? '-1-1' : '0-1', rows, stated: {} }
}

function rowsOf(
  body: readonly string[][],
  at: { word: number; valence: number; arousal: number },
  firstLine: number,
  path: string,
): LexiconRow[] {
  return body.map((cells, index) => {
    const row = { word: (cells[at.word] ?? '').trim(), valence: cellNumber(cells[at.valence]), arousal: cellNumber(cells[at.arousal]) }
    if (row.word === '' || !Number.isFinite(row.valence) || !Number.isFinite(row.arousal)) {
      fail(
        'file-invalid',
        `${path}, row ${index + firstLine}: “${cells.join(', ')}” does not hold a word and two numbers.`,
        'Correct this row, then import the file again.',
      )
    }
    return row
  })
}

function cellNumber(cell: string | undefined): number {
  return cell === undefined || cell.trim() === '' ? NaN : Number(cell.trim())
}

function readRecords(text: string, path: string): string[][] {
  const firstLine = text.slice(0, Math.max(0, text.indexOf('\n')) || text.length)
  const delimiter = ['\t', ';', ','].find((character) => firstLine.includes(character)) ?? ','
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, relax_quotes: delimiter === '\t' })
  } catch (error) {
    return fail(
      'file-invalid',
      `${path} is no readable table: ${error instanceof Error ? error.message : String(error)}`,
      'Save it as CSV or with tabs in UTF-8, then try again.',
    )
  }
}
