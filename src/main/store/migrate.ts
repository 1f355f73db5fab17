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
 * Brings a library's tables to the newest version, each step in a transaction of its own with foreign keys off: a step may rebuild a
 * table without deleting what points at it. A step that leaves rows pointing at nothing is undone.
 * @param backup called once before the first step when the file already holds a library
 * @throws Failure `library-newer` when the file was written by a newer program, `not-a-library` when it is another program's, `internal`
 *   when a step would lose rows
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
  withoutForeignKeys(database, () => {
    let orphans = countOrphans(database)
    for (const step of steps) orphans = apply(database, step, orphans)
  })
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

/** Switches foreign keys off for the work; SQLite ignores the switch inside a transaction, so it stands outside of the steps'. */
function withoutForeignKeys(database: LibraryDatabase, work: () => void): void {
  if (database.inTransaction) throw new Error('Migrations cannot run inside of a transaction.')
  const before = Number(database.pragma('foreign_keys', { simple: true }))
  database.pragma('foreign_keys = OFF')
  try {
    work()
  } finally {
    database.pragma(`foreign_keys = ${before}`)
  }
}

/** @returns how many rows point at rows that are gone, not more than the `orphans` before */
function apply(database: LibraryDatabase, step: Migration, orphans: number): number {
  return database.transaction(() => {
    if ('sql' in step) database.exec(step.sql)
    else step.apply(database)
    const orphansNow = countOrphans(database)
    refuseNewOrphans(step.version, orphansNow - orphans)
    database.pragma(`application_id = ${applicationId}`)
    database.pragma(`user_version = ${step.version}`)
    return orphansNow
  })()
}

/** How many rows point at rows that are gone. A damaged library may have some before a step; it still has to open. */
function countOrphans(database: LibraryDatabase): number {
  return database.prepare<[], number>('SELECT count(*) FROM pragma_foreign_key_check').pluck().get() ?? 0
}

function refuseNewOrphans(version: number, orphans: number): void {
  if (orphans <= 0) return
  fail(
    'internal',
    `The update of this library to version ${version} would leave ${orphans} rows that point at rows that are gone.`,
    'The library is as it was. Copy diagnostics from the Help menu and report this.',
  )
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
