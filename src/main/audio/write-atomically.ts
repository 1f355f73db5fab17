import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FileHandle } from 'node:fs/promises'

/**
 * Writes a file beside its place, then moves it there: readers see the old file or the new one, never half of it.
 * @param path the file; its folder is made when missing
 * @param content the bytes, or what writes them into the open file
 */
export async function writeAtomically(path: string, content: Uint8Array | ((handle: FileHandle) => Promise<void>)): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporaryPath = `${path}.${randomUUID()}.tmp`
  try {
    const handle = await open(temporaryPath, 'wx')
    try {
      await (typeof content === 'function' ? content(handle) : handle.writeFile(content))
    } finally {
      await handle.close()
    }
    await rename(temporaryPath, path)
  } catch (error) {
    await rm(temporaryPath, { force: true })
    throw error
  }
}
