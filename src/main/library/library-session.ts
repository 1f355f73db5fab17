import { resolve } from 'node:path'
import type { Library } from '../store/library'
import { createLibrary } from './create-library'
import { withLibrarySuffix } from './library-folder'
import { openLibrary } from './open-library'
import { readRecentLibraries, type RecentLibrary, rememberLibrary } from './recent-libraries'

/** The one library that this process has open, if any. */
export interface LibrarySession {
  /** Opens a library and closes the one that was open; when it fails, that one stays open. */
  open(path: string): Library
  /** Makes a library, opens it and closes the one that was open; when it fails, that one stays open. */
  create(path: string): Library
  close(): void
  current(): Library | null
  /** Libraries that were open before, the last one first. */
  recent(): RecentLibrary[]
}

export interface SessionOptions {
  readonly resourcesDirectory: string
  /** JSON file of the list of recent libraries, made when missing; null where none is kept, as under the command line. */
  readonly recentPath: string | null
  /** The clock; the system's when left out. */
  readonly now?: () => Date
}

/** Makes a session without an open library. */
export function createLibrarySession({ resourcesDirectory, recentPath, now = () => new Date() }: SessionOptions): LibrarySession {
  let library: Library | null = null
  const close = (): void => {
    library?.close()
    library = null
  }
  const change = (next: Library): Library => {
    close()
    library = next
    if (recentPath !== null) rememberLibrary(recentPath, next.directory, now())
    return next
  }
  return {
    open: (path) => (library && isOpenAt(library, path) ? library : change(openLibrary(path, now()))),
    create: (path) => change(createLibrary(path, resourcesDirectory, now())),
    close,
    current: () => library,
    recent: () => (recentPath === null ? [] : readRecentLibraries(recentPath)),
  }
}

function isOpenAt(library: Library, path: string): boolean {
  return library.directory === resolve(path) || library.directory === withLibrarySuffix(path)
}
