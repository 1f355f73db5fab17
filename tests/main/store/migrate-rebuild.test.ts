import { describe, expect, it } from 'vitest'
import { checkDatabase } from '@main/store/check'
import type { LibraryDatabase } from '@main/store/library'
import { migrate, schemaVersion } from '@main/store/migrate'
import { type Migration, migrations } from '@main/store/migrations'
import { rebuildTable } from '@main/store/rebuild-table'
import { everyRow, fillLibrary } from '../../helpers/filled-library'
import { createTestContext } from '../../helpers/service-context'

function filledDatabase(): LibraryDatabase {
  const { database } = createTestContext().library
  fillLibrary(database)
  return database
}

/** What stands after the table's name in its definition. */
function definitionOf(database: LibraryDatabase, table: string): string {
  const find = database.prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck()
  const sql = find.get(table) ?? expect.unreachable(`there is a table ${table}`)
  return sql.slice(sql.indexOf('('))
}

/** The rebuild that SQLite's documentation recommends, written out. */
const standardRebuild = (database: LibraryDatabase, table: string): string => `
  CREATE TABLE new_${table} ${definitionOf(database, table)};
  INSERT INTO new_${table} SELECT * FROM ${table};
  DROP TABLE ${table};
  ALTER TABLE new_${table} RENAME TO ${table};`

const applied = (database: LibraryDatabase, steps: readonly Migration[]): void =>
  migrate(database, () => undefined, [...migrations, ...steps])

/** What the schema holds, without the quotation marks that renaming a table adds. */
const schemaOf = (database: LibraryDatabase): string[] =>
  database
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'track_search%' ORDER BY type, name")
    .pluck()
    .all()
    .map((sql) => sql.replace(/^CREATE TABLE "?(\w+)"?\s*/, 'CREATE TABLE $1 '))

describe('a migration that rebuilds a table', () => {
  it('keeps every row of every table', () => {
    const database = filledDatabase()
    const before = everyRow(database)
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([])
    applied(database, [
      { version: 9001, sql: standardRebuild(database, 'labels') },
      { version: 9002, sql: standardRebuild(database, 'tracks') },
    ])
    expect(everyRow(database)).toEqual(before)
    expect(schemaVersion(database)).toBe(9002)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database.pragma('foreign_key_check')).toEqual([])
  })

  it('keeps indexes and triggers too when it uses rebuildTable, and may compute new values', () => {
    const database = filledDatabase()
    const before = everyRow(database)
    const rebuild = (version: number, table: string, values: Record<string, string> = {}): Migration => {
      const definition = definitionOf(database, table)
      return { version, apply: (opened) => rebuildTable(opened, table, { definition, values }) }
    }
    const schema = schemaOf(database)
    applied(database, [rebuild(9001, 'labels', { note: "'rebuilt ' || id" }), rebuild(9002, 'tracks'), rebuild(9003, 'runs')])
    expect(schemaOf(database)).toEqual(schema)
    expect(() => database.exec('UPDATE labels SET valence = 0')).toThrow('a label is never changed, only followed')
    expect(database.prepare('SELECT note FROM labels WHERE id = 13').pluck().get()).toBe('rebuilt 13')
    expect({ ...everyRow(database), labels: [] }).toEqual({ ...before, labels: [] })
    database.exec("UPDATE tracks SET title = 'Evening' WHERE id = 3; DELETE FROM tracks WHERE id = 8")
    expect(database.prepare("SELECT rowid FROM track_search WHERE track_search MATCH 'evening'").pluck().all()).toEqual([3])
    expect(database.prepare('SELECT id FROM labels WHERE track_id = 8').all()).toEqual([])
    expect(checkDatabase(database)).toEqual([])
  })

  it('is not stopped by a view that names the table', () => {
    const database = filledDatabase()
    database.exec('CREATE VIEW titles AS SELECT title FROM tracks')
    const definition = definitionOf(database, 'tracks')
    applied(database, [{ version: 9001, apply: (opened) => rebuildTable(opened, 'tracks', { definition }) }])
    expect(database.prepare('SELECT count(*) FROM titles').pluck().get()).toBe(3)
  })

  it('is undone when rows would point at nothing, and says so', () => {
    const database = filledDatabase()
    const before = everyRow(database)
    expect(() => applied(database, [{ version: 9001, sql: 'DELETE FROM tracks WHERE id = 8' }])).toThrow(
      'The update of this library to version 9001 would leave 3 rows that point at rows that are gone.',
    )
    expect(everyRow(database)).toEqual(before)
    expect(schemaVersion(database)).toBe(migrations.at(-1)?.version)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('opens a library that had such rows before', () => {
    const database = filledDatabase()
    database.pragma('foreign_keys = OFF')
    database.exec('DELETE FROM tracks WHERE id = 8')
    applied(database, [{ version: 9001, sql: standardRebuild(database, 'labels') }])
    expect(schemaVersion(database)).toBe(9001)
  })
})

describe('rebuildTable', () => {
  it('refuses to run where dropping a table would delete rows of others', () => {
    const database = filledDatabase()
    expect(() => rebuildTable(database, 'tracks', { definition: '(id INTEGER PRIMARY KEY) STRICT' })).toThrow('with foreign keys on')
    expect(database.prepare('SELECT count(*) FROM tracks').pluck().get()).toBe(3)
  })

  it('gives a new column its default and drops one that is gone', () => {
    const database = filledDatabase()
    database.pragma('foreign_keys = OFF')
    rebuildTable(database, 'embeddings', {
      definition: "(id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL DEFAULT 'new') STRICT",
    })
    expect(database.prepare('SELECT * FROM embeddings').all()).toEqual([{ id: 1, name: 'Words', note: 'new' }])
  })
})
