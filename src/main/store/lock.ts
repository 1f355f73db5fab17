import Database from 'better-sqlite3'
import { asFailure, fail } from '@shared/domain/failure'
import { namingFile } from './open-database'

/** A held lock; letting go twice does no harm. */
export interface LibraryLock {
  release(): void
}

/**
 * Takes a library for this process: an exclusive transaction on a small database beside it, which ends with the process
 * however that ends.
 * @param path the lock's file; made when missing
 * @throws Failure `library-locked` when somebody holds it
 */
export function lockLibrary(path: string): LibraryLock {
  const database = namingFile(path, () => new Database(path, { timeout: 0 }))
  try {
    namingFile(path, () => database.exec('BEGIN EXCLUSIVE'))
  } catch (error) {
    database.close()
    if (asFailure(error).code !== 'library-locked') throw error
    fail(
      'library-locked',
      `The library is in use: another window or command holds ${path}.`,
      'Close the other window or wait for the other command, then try again.',
    )
  }
  return { release: () => void database.close() }
}
