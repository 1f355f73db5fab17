import { resolve } from 'node:path'
import type { Library } from '../store/library'
import { createLibrary } from './create-library'
import { withLibrarySuffix } from './library-folder'
import { openLibrary } from './open-library'
import { readRecentLibraries, type RecentLibrary, rememberLibrary } from './recent-libraries'

/** The one library that this process has open, if any. */
export interface LibrarySession {
  /** Opens a library beside the current one, which stays current until `adopt`; the current one when it is asked for. */
  open(path: string): Library
  /** Makes a library beside the current one, which stays current until `adopt`. */
  create(path: string): Library
  /** Makes a library the current one and closes the one that was; nothing may be at work on that one any more. */
  adopt(library: Library): void
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
  return {
    open: (path) => (library && isOpenAt(library, path) ? library : openLibrary(path, now())),
    create: (path) => createLibrary(path, resourcesDirectory, now()),
    adopt: (next) => {
      if (next !== library) close()
      library = next
      if (recentPath !== null) rememberLibrary(recentPath, next.directory, now())
    },
    close,
    current: () => library,
    recent: () => (recentPath === null ? [] : readRecentLibraries(recentPath)),
  }
}

function isOpenAt(library: Library, path: string): boolean {
  return library.directory === resolve(path) || library.directory === withLibrarySuffix(path)
}
