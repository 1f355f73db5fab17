import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { LibraryDatabase } from '@main/store/library'
import { migrate, schemaVersion } from '@main/store/migrate'
import { migrations } from '@main/store/migrations'
import { openDatabase } from '@main/store/open-database'
import { temporaryFolder, temporaryLibrary } from '../../helpers/library'

function emptyDatabase(): LibraryDatabase {
  const database = new Database(':memory:')
  onTestFinished(() => void database.close())
  return database
}

const noBackup = (): never => expect.unreachable('no backup is wanted')

describe('migrations', () => {
  it('have rising versions', () => {
    const versions = migrations.map(({ version }) => version)
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
  })

  it.each(migrations.map(({ version }, index) => [version, index] as const))(
    'bring an empty file to version %i, and from there to the newest',
    (version, index) => {
      const database = emptyDatabase()
      migrate(database, noBackup, migrations.slice(0, index + 1))
      expect(schemaVersion(database)).toBe(version)
      const backups: number[] = []
      migrate(database, (before) => void backups.push(before))
      expect(schemaVersion(database)).toBe(migrations.at(-1)?.version)
      expect(backups).toEqual(index + 1 < migrations.length ? [version] : [])
    },
  )

  it('leave nothing of a step that fails', () => {
    const database = emptyDatabase()
    const broken = [
      ...migrations.slice(0, 1),
      { version: 11, sql: 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE tracks (id INTEGER);' },
    ]
    expect(() => migrate(database, () => undefined, broken)).toThrow('already exists')
    expect(schemaVersion(database)).toBe(10)
    expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined()
  })

  it('make every table strict', () => {
    const { database } = temporaryLibrary()
    const lax = database
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
    expect(lax).toEqual([])
    expect(() => database.prepare("INSERT INTO files VALUES (1, '/a', 'd', 'many', 1, 'mp3', 1, 1, 1, NULL, 0)").run()).toThrow(
      'cannot store TEXT value in INTEGER column',
    )
  })
})

describe('openDatabase', () => {
  it('keeps what was confirmed through a power cut, and minds foreign keys', () => {
    const { database } = temporaryLibrary()
    expect(['journal_mode', 'synchronous', 'foreign_keys'].map((name) => database.pragma(name, { simple: true }))).toEqual(['wal', 2, 1])
  })

  it('refuses a library of a newer program and leaves it as it is', () => {
    const { database, directory } = temporaryLibrary()
    database.pragma('user_version = 9999')
    expect(() => openDatabase(join(directory, 'library.sqlite'), { create: false, backup: noBackup })).toThrow(
      'This library has version 9999',
    )
    expect(schemaVersion(database)).toBe(9999)
  })

  it('refuses the database of another program', () => {
    const path = join(temporaryFolder(), 'photos.sqlite')
    const other = new Database(path)
    other.exec('CREATE TABLE photos (id INTEGER)')
    other.close()
    expect(() => openDatabase(path, { create: true, backup: noBackup })).toThrow(expect.objectContaining({ code: 'not-a-library' }))
  })

  it('refuses a file that is no database, and a path where nothing is', () => {
    const path = join(temporaryFolder(), 'library.sqlite')
    expect(() => openDatabase(path, { create: false, backup: noBackup })).toThrow(expect.objectContaining({ code: 'not-a-library' }))
    writeFileSync(path, 'this is a text, and long enough not to be taken for an empty database file')
    expect(() => openDatabase(path, { create: false, backup: noBackup })).toThrow('not a database')
  })
})
