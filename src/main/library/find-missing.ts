import { existsSync, type Stats, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '@shared/domain/failure'
import { digestFile } from '../files/digest-file'
import { allFiles, missingFiles, markMissing, relocateFile, type StoredFile } from '../store/files'
import type { Library } from '../store/library'
import { absolutePath, storedPath } from '../store/stored-path'

/**
 * Looks below a folder for files with the content of those that are missing. Only files of a wanted size are read.
 * @throws Failure `file-missing` or `invalid-argument` when there is no such folder
 */
export async function findMissing(library: Library, folder: string): Promise<{ found: number; stillMissing: number }> {
  const status = statSync(folder, { throwIfNoEntry: false })
  if (!status) fail('file-missing', `There is no folder ${folder}.`, 'Check the path.')
  if (!status.isDirectory()) fail('invalid-argument', `${folder} is a file.`, 'A folder is wanted here.')
  noteGoneFiles(library)
  const wanted = new Map(missingFiles(library.database).map((file) => [file.digest, file]))
  const sizes = new Set([...wanted.values()].map(({ sizeBytes }) => sizeBytes))
  let found = 0
  for await (const { path, stats } of wanted.size > 0 ? filesBelow(folder) : []) {
    const file = sizes.has(stats.size) ? wanted.get(await digestFile(path)) : undefined
    if (!file) continue
    moveFile(library, file, path, stats)
    wanted.delete(file.digest)
    found += 1
  }
  return { found, stillMissing: wanted.size }
}

function moveFile(library: Library, file: StoredFile, path: string, stats: Stats): void {
  library.database.transaction(() => {
    relocateFile(library.database, file.trackId, { path: storedPath(library.directory, path), modifiedAtMs: stats.mtimeMs })
  })()
}

function noteGoneFiles(library: Library): void {
  for (const { trackId, path } of allFiles(library.database))
    markMissing(library.database, trackId, !existsSync(absolutePath(library.directory, path)))
}

/** Every file below a folder; folders that cannot be read are passed over. */
async function* filesBelow(folder: string): AsyncGenerator<{ path: string; stats: Stats }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield { path, stats: await stat(path) }
  }
}
