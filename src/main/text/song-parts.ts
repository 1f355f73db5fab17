import { mostRepetitions } from './constants'
import type { WordLists } from './word-lists'

export type PartKind = 'verse' | 'chorus' | 'other'

/** Lines of lyrics that belong together. */
export interface SongPart {
  readonly kind: PartKind
  /** As written, marks taken away and repetitions written out. */
  readonly lines: string[]
}

type Marks = WordLists['marks']

interface Header {
  readonly kind: PartKind
  readonly name: string
  readonly times: number
  /** "repeat chorus" only repeats; "[chorus]" may open a part. */
  readonly onlyRepeats: boolean
}

interface OpenPart extends SongPart {
  readonly header: Header | null
}

/** Longer lines are sung. */
const longestMark = 80

const bracketed = /^[[({<*]+\s*(.*?)\s*[\])}>*]+[:.]?$/u
const countMark = /(?:\bx\s?(\d{1,2})|\b(\d{1,2})\s?(?:x\b|times\b))/iu
/** "(x2)", "x2", "2x" or "(repeat)" at the end of a line that is sung. */
const endMark = /\s*(?:[[(]\s*(?:(?:repeat\w*\s*)?(?:x\s?\d{1,2}|\d{1,2}\s?(?:x|times))|repeat\w*)\s*[\])]|\s(?:x\d{1,2}|\d{1,2}x))\s*$/iu
const singerMark = /^(?:\p{Lu}[\p{L}.'-]*(?:\s+(?:&|and|\p{Lu}[\p{L}.'-]*)){0,3})\s*:\s*/u

/**
 * Splits lyrics into their parts: at headings such as "[Verse 2: Name]" and at empty lines. Repetition is written out: a heading without
 * lines stands for the part of that name, "x2" or "repeat" at the end of a line for the line again, on a line of its own for the part
 * again. Names of singers and notes in square brackets are taken away.
 * @param text lyrics as written
 */
export function songParts(text: string, { marks }: Pick<WordLists, 'marks'>): SongPart[] {
  const finished: OpenPart[] = []
  let open: OpenPart = { kind: 'verse', lines: [], header: null }
  const close = (): void => {
    const part = finishPart(open, finished)
    if (part) finished.push(part)
    open = { kind: 'verse', lines: [], header: null }
  }
  for (const line of [...text.split(/\r\n?|\n/u).map((raw) => raw.replace(/\s+/gu, ' ').trim()), '']) {
    const header = line === '' ? null : readHeader(line, marks)
    if (header) {
      close()
      open = { kind: header.kind, lines: [], header }
      if (header.onlyRepeats) close()
      continue
    }
    if (line === '') {
      if (open.lines.length > 0 || (open.header && namedPart(open.header, finished))) close()
      continue
    }
    const times = aloneRepeat(line, marks)
    if (times === null) open.lines.push(...sungLines(line))
    else repeatPart(open.lines.length > 0 ? open : finished.at(-1), times)
  }
  close()
  return finished.map(({ kind, lines }) => ({ kind, lines }))
}

/** A heading without lines stands for the last part of its name. */
function finishPart(open: OpenPart, finished: readonly OpenPart[]): OpenPart | null {
  const lines = open.lines.length > 0 ? open.lines : open.header ? (namedPart(open.header, finished)?.lines ?? []) : []
  if (lines.length === 0) return null
  const times = open.header?.times ?? 1
  return { ...open, header: open.header && { ...open.header, times: 1 }, lines: Array.from({ length: times }, () => lines).flat() }
}

function namedPart(header: Header, finished: readonly OpenPart[]): OpenPart | undefined {
  return finished.findLast((part) => part.header?.name === header.name)
}

function repeatPart(part: SongPart | undefined, times: number): void {
  const lines = [...(part?.lines ?? [])]
  for (let time = 1; time < times; time += 1) part?.lines.push(...lines)
}

function readHeader(line: string, marks: Marks): Header | null {
  if (line.length > longestMark) return null
  const [inside, name = ''] = line.match(bracketed) ?? [null, line]
  const plain = name.toLowerCase()
  const onlyRepeats = marks.repeat.some((word) => plain.startsWith(`${word} `))
  const asked = onlyRepeats ? plain.slice(plain.indexOf(' ') + 1) : plain
  for (const kind of ['chorus', 'verse', 'other'] as const) {
    for (const word of marks.parts[kind]) {
      const rest = asked.startsWith(word) ? asked.slice(word.length) : null
      // Without brackets, only a number, a count or a colon may follow: "Bridge over water" is sung.
      const fits = inside === null && !onlyRepeats ? /^(?:\s*\d+)?(?:\s*\(?(?:x\d+|\d+x)\)?)?\s*:?$/u : /^(?:$|[^\p{L}].*)/u
      if (rest !== null && fits.test(rest))
        return { kind, name: kind === 'chorus' ? 'chorus' : partName(asked), times: countOf(rest, 1), onlyRepeats }
    }
  }
  return null
}

/** "verse 2: name x2" is the part "verse 2". */
function partName(asked: string): string {
  return (asked.split(/[:–—-]\s|:$/u)[0] ?? asked)
    .replace(countMark, '')
    .replace(/[^\p{L}\d]+$/u, '')
    .trim()
}

function countOf(text: string, otherwise: number): number {
  const [, after, before] = countMark.exec(text) ?? []
  const count = Number(after ?? before ?? otherwise)
  return Math.min(mostRepetitions, Math.max(1, count))
}

/** The count of a line that only says how often to repeat; null for any other line. */
function aloneRepeat(line: string, marks: Marks): number | null {
  if (line.length > longestMark) return null
  const plain = (line.match(bracketed)?.[1] ?? line).toLowerCase().replace(/[.:!]+$/u, '')
  const rest = plain.replace(countMark, '').trim()
  return (rest === '' && countMark.test(plain)) || marks.repeat.includes(rest) ? countOf(plain, 2) : null
}

function sungLines(line: string): string[] {
  const mark = endMark.exec(line)
  const times = mark ? countOf(mark[0], 2) : 1
  const sung = (mark ? line.slice(0, mark.index) : line)
    .replace(/\[[^[\]]{0,300}\]|\{[^{}]{0,300}\}/gu, ' ')
    .replace(singerMark, '')
    .trim()
  return sung === '' ? [] : Array.from({ length: times }, () => sung)
}
