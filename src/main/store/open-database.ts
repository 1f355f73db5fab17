import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { fail } from '@shared/domain/failure'
import type { LibraryDatabase } from './library'
import { migrate } from './migrate'

/** How long a statement waits for another reader of the file, such as a backup tool. */
const busyTimeoutMilliseconds = 5000

/**
 * Opens a library's database and brings its tables to the newest version.
 * WAL with synchronous=FULL: what has been confirmed survives a power cut.
 * @param path the file; made when missing and `create` is true
 * @param options.backup called before a migration of a file that already holds a library
 * @throws Failure `not-a-library`, `library-newer`, `library-damaged` or what the operating system says
 */
export function openDatabase(path: string, options: { create: boolean; backup: (database: LibraryDatabase, version: number) => void }): LibraryDatabase {
  if (!options.create && !existsSync(path)) {
    fail('not-a-library', `There is no ${path}.`, 'Choose a folder that Circumplex made; its name ends in .circumplex.')
  }
  const database = new Database(path, { fileMustExist: !options.create, timeout: busyTimeoutMilliseconds })
  try {
    // Read before anything is written, so that a file of another kind stays as it is.
    database.pragma('schema_version')
    database.pragma('foreign_keys = ON')
    migrateUntouched(database, options.backup)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function migrateUntouched(database: LibraryDatabase, backup: (database: LibraryDatabase, version: number) => void): void {
  migrate(database, (version) => backup(database, version))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
}
