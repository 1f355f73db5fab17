import { existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fail } from '@shared/domain/failure'
import { backUpBeforeMigration, makeRollingBackup } from '../store/backup'
import type { Library } from '../store/library'
import { lockLibrary } from '../store/lock'
import { openDatabase } from '../store/open-database'
import { type LibraryFolder, libraryFolder, withLibrarySuffix } from './library-folder'

/**
 * Opens a library: takes its lock, brings its tables to the newest version (after a backup) and makes today's backup.
 * @param path the `Name.circumplex` folder, with or without its suffix, or its `library.sqlite`
 * @throws Failure `file-missing`, `not-a-library`, `library-locked`, `library-newer`, `library-damaged`
 */
export function openLibrary(path: string, now: Date): Library {
  const folder = libraryFolder(existingFolder(path))
  if (!existsSync(folder.databasePath)) {
    fail(
      'not-a-library',
      `${folder.directory} holds no library.sqlite.`,
      'Choose a folder that Circumplex made; its name ends in .circumplex.',
    )
  }
  const library = openParts(folder, now, false)
  try {
    for (const name of folder.subfolders) mkdirSync(join(folder.directory, name), { recursive: true })
    makeRollingBackup(library.database, folder.backupsDirectory, now)
    return library
  } catch (error) {
    library.close()
    throw error
  }
}

/**
 * Takes the lock and opens the database; whoever gets the library closes it.
 * @param create whether the database may be made
 */
export function openParts(folder: LibraryFolder, now: Date, create: boolean): Library {
  const lock = lockLibrary(folder.lockPath)
  try {
    const database = openDatabase(folder.databasePath, {
      create,
      backup: (opened, version) => void backUpBeforeMigration(opened, folder.backupsDirectory, version, now),
    })
    const close = (): void => {
      database.close()
      lock.release()
    }
    return { directory: folder.directory, database, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

function existingFolder(path: string): string {
  const given = resolve(path)
  const candidates = basename(given) === 'library.sqlite' ? [dirname(given)] : [given, withLibrarySuffix(given)]
  const found = candidates.find((candidate) => existsSync(candidate))
  if (!found) return fail('file-missing', `There is no library at ${given}.`, 'Check the path, or create a library there.')
  if (!statSync(found).isDirectory())
    fail('not-a-library', `${found} is a file.`, 'Choose the folder of a library; its name ends in .circumplex.')
  return found
}
