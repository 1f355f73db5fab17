import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asFailure } from '@shared/domain/failure'

/** Bytes and files below a folder; a missing folder is empty. */
export async function readDirectorySize(directory: string): Promise<{ bytes: number; files: number }> {
  let [bytes, files] = [0, 0]
  for (const entry of await listOrNothing(directory)) {
    if (!entry.isFile()) continue
    bytes += await sizeOrZero(join(entry.parentPath, entry.name))
    files += 1
  }
  return { bytes, files }
}

async function listOrNothing(directory: string) {
  try {
    return await readdir(directory, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (asFailure(error).code === 'file-missing') return []
    throw error
  }
}

async function sizeOrZero(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    // Another process may have removed the file since it was listed.
    return 0
  }
}
