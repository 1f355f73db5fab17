import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { LibraryDatabase } from '@main/store/library'
import { migrate } from '@main/store/migrate'
import { migrations } from '@main/store/migrations'
import { registerFunctions } from '@main/store/sql-functions'

/** A database in memory whose tables are those of a version; closed after the test. */
export function databaseAtVersion(wanted: number): LibraryDatabase {
  const database = new Database(':memory:')
  onTestFinished(() => void database.close())
  registerFunctions(database)
  migrate(
    database,
    () => undefined,
    migrations.filter(({ version }) => version <= wanted),
  )
  return database
}
