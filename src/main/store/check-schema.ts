import Database from 'better-sqlite3'
import type { LibraryDatabase } from './library'
import { migrate } from './migrate'

interface SchemaEntry {
  readonly type: string
  readonly name: string
  readonly sql: string
}

/**
 * Compares a library's tables, indexes, triggers and views with those that this program makes. A trigger of somebody else may change or
 * delete labels whenever the library is used; without one of ours, labels could be changed or the search would miss tracks.
 * @returns what differs, one sentence each
 */
export function schemaProblems(database: LibraryDatabase): string[] {
  const expected = new Map(expectedSchema().map((entry) => [keyOf(entry), entry]))
  const found = new Map(schemaOf(database).map((entry) => [keyOf(entry), entry]))
  const foreign = [...found.values()].filter((entry) => !expected.has(keyOf(entry)))
  const missing = [...expected.values()].filter((entry) => !found.has(keyOf(entry)))
  const changed = [...found.values()].filter((entry) => (expected.get(keyOf(entry))?.sql ?? entry.sql) !== entry.sql)
  return [
    ...foreign.map(({ type, name }) => `The ${type} “${name}” is not one that Circumplex makes${consequences[type] ?? ''}.`),
    ...missing.map(({ type, name }) => `The ${type} “${name}” is missing.`),
    ...changed.map(({ type, name }) => `The ${type} “${name}” is not defined as Circumplex defines it.`),
  ]
}

const consequences: Readonly<Record<string, string>> = {
  trigger: '; it may change labels without anybody noticing',
  view: '; somebody else added it',
}

/** The schema of a library that this program made just now. */
function expectedSchema(): SchemaEntry[] {
  const database = new Database(':memory:')
  try {
    migrate(database, () => undefined)
    return schemaOf(database)
  } finally {
    database.close()
  }
}

/** Entries with their SQL, without what SQLite adds by itself: its own tables, and the quotation marks of a table that was renamed. */
function schemaOf(database: LibraryDatabase): SchemaEntry[] {
  return database
    .prepare<[], SchemaEntry>(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid",
    )
    .all()
    .map((entry) => ({ ...entry, sql: normalised(entry.sql) }))
}

/** Spaces and line breaks do not count. */
function normalised(sql: string): string {
  const plain = sql.replace(/^CREATE TABLE "(\w+)"/, 'CREATE TABLE $1')
  return plain
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([(),]) ?/g, '$1')
    .trim()
}

function keyOf({ type, name }: SchemaEntry): string {
  return `${type} ${name}`
}
