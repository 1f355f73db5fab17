import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What a file is to hold: bytes, text in UTF-8, or a function that writes into the open file. */
type FileContent = Uint8Array | string | ((handle: FileHandle) => Promise<void>)

/**
 * Writes a file so that a crash or a power cut leaves either the old file or the whole new one: written beside, flushed to disk, renamed,
 * and the folder flushed. Readers never see half of it.
 * @param path absolute; its folder is made when missing, a file that is there is replaced
 * @throws the system's error, such as a full disk; the old file is kept then
 */
export async function writeFileAtomically(path: string, content: FileContent): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = temporaryPathFor(path)
  try {
    const handle = await open(temporary, 'wx')
    try {
      await (typeof content === 'function' ? content(handle) : handle.writeFile(content))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
    await flushFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** `writeFileAtomically` for small content, within one synchronous call. */
export function writeFileAtomicallySync(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = temporaryPathFor(path)
  try {
    writeFileSync(temporary, content, { flag: 'wx', flush: true })
    renameSync(temporary, path)
    flushFolderSync(dirname(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/**
 * Moves a finished file or folder to its final path, and flushes the folder that now names it.
 * @param from absolute, on the same disk as `to`; its content is flushed already
 */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  flushFolderSync(dirname(to))
}

function temporaryPathFor(path: string): string {
  return `${path}.${randomUUID()}.tmp`
}

/** Makes the rename itself last; Windows cannot flush folders and does not need to. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function flushFolderSync(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
