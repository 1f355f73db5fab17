import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { fail } from '@shared/domain/failure'

// A pipe would keep the system waiting for its other end. Windows has no such flag, and no pipes in folders.
const readWithoutWaiting = constants.O_RDONLY | constants.O_NONBLOCK

/**
 * Opens a file to be read; links to files are followed.
 * @returns a handle that the caller closes
 * @throws Failure `invalid-argument` for a folder, `file-invalid` for a pipe, socket or device; the system's error
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  // Opening alone can already act on a device, so look first; look again, because the path may have changed since.
  requireRegular(path, await stat(path))
  const handle = await open(path, readWithoutWaiting)
  try {
    requireRegular(path, await handle.stat())
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/**
 * Reads a whole file at once.
 * @throws as `openRegularFile`
 */
export function readRegularFileSync(path: string): Uint8Array {
  requireRegular(path, statSync(path))
  const descriptor = openSync(path, readWithoutWaiting)
  try {
    requireRegular(path, fstatSync(descriptor))
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** @throws as `openRegularFile` */
export function requireRegular(path: string, kind: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>): void {
  if (kind.isFile()) return
  if (kind.isDirectory()) fail('invalid-argument', `'${path}' is a folder.`, 'A file is wanted here.')
  const what = kind.isFIFO() ? 'a named pipe' : kind.isSocket() ? 'a socket' : 'a device'
  fail('file-invalid', `'${path}' is ${what}, not a regular file.`, 'Choose a regular file; copy what the source gives into one.')
}
