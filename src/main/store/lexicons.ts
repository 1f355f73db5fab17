import { fail } from '@shared/domain/failure'
import type { WordCoordinates } from '@shared/domain/label'
import type { LexiconSummary } from '@shared/contract/labels'
import { changesOne } from './changes-one'
import type { LibraryDatabase } from './library'

/** A lexicon as it is stored: every word's coordinates on the plane, in [−1, 1], with where it comes from. */
export interface NewLexicon {
  readonly name: string
  readonly source: string
  readonly licence: string
  readonly words: readonly WordCoordinates[]
  /** ISO 8601. */
  readonly createdAt: string
}

interface LexiconRow {
  id: number
  name: string
  source: string
  licence: string
  words: number
  active: number
}

const selectLexicons = `
  SELECT id, name, source, licence, active, (SELECT COUNT(*) FROM lexicon_words WHERE lexicon_id = lexicons.id) AS words
  FROM lexicons`

/**
 * Adds a lexicon in one transaction; the first of a library becomes its active one.
 * @throws Failure `already-exists` when a lexicon has this name
 */
export function insertLexicon(database: LibraryDatabase, lexicon: NewLexicon): LexiconSummary {
  const insert = database.transaction((): void => {
    const { name, source, licence, createdAt } = lexicon
    if (database.prepare('SELECT 1 FROM lexicons WHERE name = ?').get(name)) {
      fail('already-exists', `A lexicon named “${name}” is in the library already.`, 'Import it under another name.')
    }
    const active = database.prepare('SELECT 1 FROM lexicons WHERE active = 1').get() ? 0 : 1
    const { lastInsertRowid } = database
      .prepare('INSERT INTO lexicons (name, source, licence, active, created_at) VALUES (?, ?, ?, ?, ?)')
      .run(name, source, licence, active, createdAt)
    const insertWord = database.prepare('INSERT INTO lexicon_words (lexicon_id, word, valence, arousal) VALUES (?, ?, ?, ?)')
    for (const { word, valence, arousal } of lexicon.words) insertWord.run(lastInsertRowid, word, valence, arousal)
  })
  insert()
  return lexiconNamed(database, lexicon.name)
}

/** All lexicons, in the order in which they came. */
export function listLexicons(database: LibraryDatabase): LexiconSummary[] {
  return database.prepare<[], LexiconRow>(`${selectLexicons} ORDER BY id`).all().map(toSummary)
}

/**
 * The lexicon with this name.
 * @throws Failure `not-found` that lists the names there are
 */
export function lexiconNamed(database: LibraryDatabase, name: string): LexiconSummary {
  const row = database.prepare<[string], LexiconRow>(`${selectLexicons} WHERE name = ?`).get(name)
  if (row) return toSummary(row)
  const names = listLexicons(database)
    .map((lexicon) => `“${lexicon.name}”`)
    .join(', ')
  return fail('not-found', `No lexicon is named “${name}”.`, names ? `Choose one of ${names}, or import it.` : 'Import a lexicon first.')
}

/**
 * Makes a lexicon the one that labels are derived with; labels that exist stay as they are.
 * @throws Failure `not-found` when no lexicon has this name
 */
export function activateLexicon(database: LibraryDatabase, name: string): LexiconSummary {
  const { id } = lexiconNamed(database, name)
  database.transaction(() => {
    database.prepare('UPDATE lexicons SET active = 0 WHERE active = 1').run()
    changesOne(database.prepare('UPDATE lexicons SET active = 1 WHERE id = ?').run(id), `lexicon ${id}`)
  })()
  return lexiconNamed(database, name)
}

/** The lexicon that labels are derived with; null in a library that has none. */
export function activeLexicon(database: LibraryDatabase): LexiconSummary | null {
  const row = database.prepare<[], LexiconRow>(`${selectLexicons} WHERE active = 1`).get()
  return row ? toSummary(row) : null
}

/**
 * Coordinates of those of the words that a lexicon holds, in [−1, 1], by word; a renamed word that it lacks has those of its former name.
 */
export function coordinatesOf(database: LibraryDatabase, lexiconId: number, words: readonly string[]): Map<string, WordCoordinates> {
  const find = database.prepare<{ lexiconId: number; word: string }, WordCoordinates>(
    `SELECT $word AS word, valence, arousal FROM lexicon_words
     WHERE lexicon_id = $lexiconId AND word IN ($word, (SELECT word FROM word_changes WHERE into_word = $word AND change = 'rename'))
     ORDER BY lexicon_words.word = $word DESC LIMIT 1`,
  )
  const found = words.map((word) => find.get({ lexiconId, word })).filter((entry) => entry !== undefined)
  return new Map(found.map((entry) => [entry.word, entry]))
}

/** All words of a lexicon with their coordinates, in [−1, 1]. */
export function wordsOfLexicon(database: LibraryDatabase, lexiconId: number): WordCoordinates[] {
  return database
    .prepare<[number], WordCoordinates>('SELECT word, valence, arousal FROM lexicon_words WHERE lexicon_id = ? ORDER BY word')
    .all(lexiconId)
}

function toSummary(row: LexiconRow): LexiconSummary {
  return { ...row, active: row.active === 1 }
}
