import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { asFailure, fail } from '@shared/domain/failure'
import type { LibraryDatabase } from './library'
import { migrate } from './migrate'
import { registerFunctions } from './sql-functions'

/** How long a statement waits for another reader of the file, such as a backup tool. */
const busyTimeoutMilliseconds = 5000

/**
 * Opens a library's database and brings its tables to the newest version.
 * WAL with synchronous=FULL: what has been confirmed survives a power cut.
 * @param path the file; made when missing and `create` is true
 * @param options.backup called before a migration of a file that already holds a library
 * @throws Failure `not-a-library`, `library-newer`, `library-damaged` or what the operating system says
 */
export function openDatabase(
  path: string,
  options: { create: boolean; backup: (database: LibraryDatabase, version: number) => void },
): LibraryDatabase {
  if (!options.create && !existsSync(path)) {
    fail('not-a-library', `There is no ${path}.`, 'Choose a folder that Circumplex made; its name ends in .circumplex.')
  }
  return namingFile(path, () => {
    const database = new Database(path, { fileMustExist: !options.create, timeout: busyTimeoutMilliseconds })
    try {
      database.pragma('foreign_keys = ON')
      registerFunctions(database)
      // A file of another kind is refused here, before anything is written to it.
      migrate(database, (version) => options.backup(database, version))
      database.pragma('journal_mode = WAL')
      database.pragma('synchronous = FULL')
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** Runs work on a database file; what SQLite says about it is reported with the file's path. */
export function namingFile<Value>(path: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    const { code, message, hint } = asFailure(error)
    return fail(code, `${path}: ${message}.`, hint)
  }
}
