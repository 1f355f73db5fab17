import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { renameDurably } from '../files/write-atomically'
import type { LibraryDatabase } from './library'

/** How many rolling backups are kept; those made before a migration are kept beside them. */
export const keptBackups = 5

const rollingName = /^library-(\d{4}-\d{2}-\d{2})T[\d-]+\.sqlite$/

/**
 * Copies the open database into a file of its own, whole or not at all.
 * @param target the copy's path; an existing file is replaced
 */
function copyDatabase(database: LibraryDatabase, target: string): void {
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    database.prepare('VACUUM INTO ?').run(partial)
    renameDurably(partial, target)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

/**
 * Makes today's backup unless there is one, and removes the oldest beyond `keptBackups`.
 * @param directory the library's backups folder; made when missing
 * @returns the path of the new backup, or null when today has one
 */
export function makeRollingBackup(database: LibraryDatabase, directory: string, now: Date): string | null {
  mkdirSync(directory, { recursive: true })
  const stamp = fileStamp(now)
  const day = stamp.slice(0, 10)
  if (rollingBackups(directory).some((name) => rollingName.exec(name)?.[1] === day)) return null
  const path = join(directory, `library-${stamp}.sqlite`)
  copyDatabase(database, path)
  for (const name of rollingBackups(directory).slice(0, -keptBackups)) rmSync(join(directory, name), { force: true })
  return path
}

/** Makes the backup that precedes a migration; its name says which version it holds. */
export function backUpBeforeMigration(database: LibraryDatabase, directory: string, version: number, now: Date): string {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `before-migration-${version}-${fileStamp(now)}.sqlite`)
  copyDatabase(database, path)
  return path
}

/** Names of the rolling backups, oldest first. */
export function rollingBackups(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => rollingName.test(name))
    .sort()
}

/** A time as a file name may hold it, such as 2026-11-23T02-25-13. */
function fileStamp(time: Date): string {
  return time.toISOString().slice(0, 19).replaceAll(':', '-')
}
