import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '@shared/domain/failure'
import type { Library } from '../store/library'
import { seedLabelling } from '../store/shipped-labelling'
import { libraryFolder, withLibrarySuffix } from './library-folder'
import { openParts } from './open-library'

/**
 * Makes an empty library with the shipped lexicon (active) and the shipped stems, and opens it.
 * @param path its folder; `.circumplex` is added when missing
 * @param resourcesDirectory folder of what ships with the program
 * @throws Failure `already-exists` when there is something at the path; nothing is left behind when it fails
 */
export function createLibrary(path: string, resourcesDirectory: string, now: Date): Library {
  const folder = libraryFolder(withLibrarySuffix(path))
  if (existsSync(folder.directory)) {
    fail('already-exists', `${folder.directory} exists already.`, 'Choose another name, or open it if it is a library.')
  }
  const firstMade = mkdirSync(folder.directory, { recursive: true })
  try {
    for (const name of folder.subfolders) mkdirSync(join(folder.directory, name))
    return openSeeded(folder, resourcesDirectory, now)
  } catch (error) {
    rmSync(firstMade ?? folder.directory, { recursive: true, force: true })
    throw error
  }
}

function openSeeded(folder: ReturnType<typeof libraryFolder>, resourcesDirectory: string, now: Date): Library {
  const library = openParts(folder, now, true)
  try {
    seedLabelling(library.database, resourcesDirectory, now.toISOString())
    return library
  } catch (error) {
    library.close()
    throw error
  }
}
