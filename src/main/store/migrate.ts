import { fail } from '@shared/domain/failure'
import type { LibraryDatabase } from './library'
import { migrations as allMigrations, type Migration } from './migrations'

/** Marks our files in SQLite's header, so that another program's database is not taken for a library ("CXLB"). */
const applicationId = 0x4358_4c42

/** The number of the last step that has been applied; 0 for an empty file. */
export function schemaVersion(database: LibraryDatabase): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * Brings a library's tables to the newest version, each step in a transaction of its own.
 * @param backup called once before the first step when the file already holds a library
 * @throws Failure `library-newer` when the file was written by a newer program, `not-a-library` when it is another program's
 */
export function migrate(
  database: LibraryDatabase,
  backup: (version: number) => void,
  migrations: readonly Migration[] = allMigrations,
): void {
  const version = schemaVersion(database)
  refuseForeignFile(database, version)
  refuseNewerFile(version, migrations.at(-1)?.version ?? 0)
  const steps = migrations.filter((migration) => migration.version > version)
  if (steps.length > 0 && version > 0) backup(version)
  for (const step of steps) apply(database, step)
}

/**
 * Checks that a database which is only read is a library that this program knows.
 * @throws Failure `library-newer`, `not-a-library`
 */
export function checkReadable(database: LibraryDatabase): void {
  const version = schemaVersion(database)
  if (version === 0)
    fail('not-a-library', `${database.name} holds no library.`, 'Choose a folder that Circumplex made; its name ends in .circumplex.')
  refuseForeignFile(database, version)
  refuseNewerFile(version, allMigrations.at(-1)?.version ?? 0)
}

function apply(database: LibraryDatabase, step: Migration): void {
  database.transaction(() => {
    database.exec(step.sql)
    database.pragma(`application_id = ${applicationId}`)
    database.pragma(`user_version = ${step.version}`)
  })()
}

function refuseForeignFile(database: LibraryDatabase, version: number): void {
  const empty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (empty && version === 0) return
  if (Number(database.pragma('application_id', { simple: true })) === applicationId) return
  fail(
    'not-a-library',
    `${database.name} is a database of another program.`,
    'Choose a folder that Circumplex made; its name ends in .circumplex.',
  )
}

function refuseNewerFile(version: number, newest: number): void {
  if (version <= newest) return
  fail(
    'library-newer',
    `This library has version ${version}; this program knows versions up to ${newest}.`,
    'Open it with the newer Circumplex that wrote it, or update this one.',
  )
}
