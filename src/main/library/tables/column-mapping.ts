import { fail } from '@shared/domain/failure'

/** What a column of an imported table may mean. */
const columnMeanings = [
  'track',
  'path',
  'artist',
  'title',
  'tag',
  'count',
  'text',
  'valence',
  'arousal',
  'startSeconds',
  'endSeconds',
] as const
export type ColumnMeaning = (typeof columnMeanings)[number]

/** Meaning → name of the column that carries it. */
export type ColumnMapping = Partial<Record<ColumnMeaning, string>>

const usualNames: Readonly<Record<ColumnMeaning, readonly string[]>> = {
  track: ['track', 'trackid', 'externalid', 'songid', 'id', 'song', 'msdid', 'key'],
  path: ['path', 'filepath', 'file', 'filename', 'location', 'audio'],
  artist: ['artist', 'artistname', 'performer', 'band'],
  title: ['title', 'songtitle', 'tracktitle', 'songname', 'trackname', 'name'],
  tag: ['tag', 'tagname', 'word', 'emotion', 'emotiontag', 'emotionword', 'mood'],
  count: ['count', 'tagcount', 'weight', 'frequency', 'votes', 'n', 'score'],
  text: ['text', 'lyrics', 'lyric', 'comments', 'comment', 'body', 'tokens'],
  valence: ['valence', 'meanvalence', 'valencemean', 'v', 'pleasure'],
  arousal: ['arousal', 'meanarousal', 'arousalmean', 'a', 'energy'],
  startSeconds: ['startseconds', 'start', 'starts', 'onset'],
  endSeconds: ['endseconds', 'end', 'ends', 'offset'],
}

const simplified = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/gu, '')

/** Finds out by their usual names what the columns mean; a column has one meaning at most. */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {}
  for (const meaning of columnMeanings) {
    const column = usualNames[meaning]
      .map((name) => columns.find((candidate) => simplified(candidate) === name))
      .find((found) => found !== undefined)
    if (column !== undefined) mapping[meaning] = column
  }
  return mapping
}

/**
 * The mapping that the user gave, checked against the columns, or a guess.
 * @throws Failure `invalid-argument` for a meaning or a column that does not exist
 */
export function resolveMapping(columns: readonly string[], given: Readonly<Record<string, string>> | undefined): ColumnMapping {
  if (!given || Object.keys(given).length === 0) return guessMapping(columns)
  for (const [meaning, column] of Object.entries(given)) {
    if (!isMeaning(meaning)) fail('invalid-argument', `A column cannot mean "${meaning}".`, `Allowed are ${columnMeanings.join(', ')}.`)
    if (!columns.includes(column))
      fail('invalid-argument', `There is no column "${column}" for ${meaning}.`, `The file's columns are ${columns.join(', ')}.`)
  }
  return given
}

const isMeaning = (name: string): name is ColumnMeaning => columnMeanings.some((meaning) => meaning === name)

/**
 * Stops when a meaning that the import needs has no column.
 * @throws Failure `file-invalid` that lists the columns there are
 */
export function requireMeanings(mapping: ColumnMapping, columns: readonly string[], needed: readonly ColumnMeaning[]): void {
  const absent = needed.filter((meaning) => mapping[meaning] === undefined)
  if (absent.length > 0) {
    fail(
      'file-invalid',
      `No column is ${absent.join(' or ')}: the columns are ${columns.join(', ')}.`,
      'Say which column is which, or rename it in the first line.',
    )
  }
  if (!hasIdentity(mapping)) {
    fail(
      'file-invalid',
      `No column names the track: the columns are ${columns.join(', ')}.`,
      'A column "track" (an id, path or file name), or "artist" and "title", is wanted.',
    )
  }
}

const hasIdentity = (mapping: ColumnMapping): boolean => Boolean(mapping.track ?? mapping.path ?? mapping.title)
