import { statSync } from 'node:fs'
import type { LibraryInfo } from '@shared/contract/library'
import type { Library } from '../store/library'
import { holdsSyntheticTracks, libraryCounts } from '../store/library-counts'
import { schemaVersion } from '../store/migrate'
import { libraryFolder, libraryName } from './library-folder'
import { isNetworkFolder } from './network-folder'

const networkWarning =
  'This library lies on a network folder, where two computers can damage it. Keep it on a local disk and copy it when nobody has it open.'

/** What the window shows of a library. */
export function libraryInfo(library: Library): LibraryInfo {
  return {
    path: library.directory,
    name: libraryName(library.directory),
    synthetic: holdsSyntheticTracks(library.database),
    schemaVersion: schemaVersion(library.database),
    ...libraryCounts(library.database),
    lastSavedAt: lastSavedAt(library.directory),
    warning: isNetworkFolder(library.directory) ? networkWarning : null,
  }
}

/** When the database or its write-ahead log last changed. */
function lastSavedAt(directory: string): string | null {
  const { databasePath } = libraryFolder(directory)
  const times = [databasePath, `${databasePath}-wal`].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  const latest = Math.max(...times)
  return latest > 0 ? new Date(latest).toISOString() : null
}
