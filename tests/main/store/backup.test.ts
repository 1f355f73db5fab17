import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backUpBeforeMigration, keptBackups, makeRollingBackup, rollingBackups } from '@main/store/backup'
import { temporaryLibrary } from '../../helpers/library'
import { addTrack } from '../../helpers/track'

const day = (number: number, hour = 9): Date => new Date(Date.UTC(2026, 0, number, hour))

describe('rolling backups', () => {
  it('are made once a day, hold the library, and only the last five stay', () => {
    const library = temporaryLibrary()
    const directory = join(library.directory, 'backups')
    addTrack(library, { title: 'Kept' })
    const path = makeRollingBackup(library.database, directory, day(1)) ?? expect.unreachable('a backup is wanted')
    expect(makeRollingBackup(library.database, directory, day(1, 23))).toBeNull()
    const copy = new Database(path, { readonly: true })
    expect(copy.prepare('SELECT title FROM tracks').pluck().all()).toEqual(['Kept'])
    copy.close()

    backUpBeforeMigration(library.database, directory, 40, day(1))
    for (let number = 2; number <= 7; number += 1) makeRollingBackup(library.database, directory, day(number))
    expect(rollingBackups(directory)).toHaveLength(keptBackups)
    expect(existsSync(path)).toBe(false)
    expect(readdirSync(directory).filter((name) => name.startsWith('before-migration-40-'))).toHaveLength(1)
  })

  it('leave nothing behind when the disk refuses', () => {
    const library = temporaryLibrary()
    const directory = join(library.directory, 'backups')
    library.database.exec('BEGIN')
    expect(() => makeRollingBackup(library.database, directory, day(1))).toThrow('VACUUM')
    library.database.exec('ROLLBACK')
    expect(readdirSync(directory)).toEqual([])
  })
})
