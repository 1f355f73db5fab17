import { basename, join, resolve } from 'node:path'

const suffix = '.circumplex'

/** The parts of a library's folder. */
export interface LibraryFolder {
  /** Absolute path of the `Name.circumplex` folder. */
  readonly directory: string
  readonly databasePath: string
  readonly lockPath: string
  readonly backupsDirectory: string
  readonly sampleDirectory: string
  /** Folders that a library always has, relative to it. */
  readonly subfolders: readonly string[]
}

/** The folder for a name that a user gave; the suffix is added when missing. */
export function withLibrarySuffix(path: string): string {
  const absolute = resolve(path)
  return absolute.endsWith(suffix) ? absolute : `${absolute}${suffix}`
}

/** Says where everything lies in a library. */
export function libraryFolder(directory: string): LibraryFolder {
  return {
    directory,
    databasePath: join(directory, 'library.sqlite'),
    lockPath: join(directory, 'lock.sqlite'),
    backupsDirectory: join(directory, 'backups'),
    sampleDirectory: join(directory, 'sample'),
    subfolders: ['features', 'models', 'runs', 'backups'],
  }
}

/** A library's name as people read it: its folder's without the suffix. */
export function libraryName(directory: string): string {
  return basename(directory, suffix)
}
