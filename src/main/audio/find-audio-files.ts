import { readdir, realpath, stat } from 'node:fs/promises'
import type { Dirent } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { asFailure, Failure, fail } from '@shared/domain/failure'
import { audioExtensions } from './audio-format'
import { requireRegular } from '../files/regular-file'

/** Audio files below some folders, and what could not be looked at or is no regular file. */
export interface FoundFiles {
  /** Absolute paths of files whose names end like audio, folder by folder in order of their names, each file once. */
  readonly paths: readonly string[]
  readonly unreadable: readonly { readonly path: string; readonly failure: Failure }[]
}

/**
 * Looks for audio files below folders. Hidden files and folders and our own libraries (`.circumplex`) are passed over; a folder that
 * links lead to twice, or into itself, is read once.
 * @param folders paths of folders
 * @throws Failure 'file-missing' or 'invalid-argument' when one of `folders` is missing or no folder; the signal's reason when aborted
 */
export async function findAudioFiles(folders: readonly string[], signal?: AbortSignal): Promise<FoundFiles> {
  const found: Search = { paths: new Map(), unreadable: [], visited: new Set() }
  for (const folder of folders) {
    await rejectNoFolder(folder)
    await search(resolve(folder), found, signal)
  }
  return { paths: [...found.paths.values()], unreadable: found.unreadable }
}

interface Search {
  /** By the real path of a file: the path by which it was found. */
  readonly paths: Map<string, string>
  readonly unreadable: { path: string; failure: Failure }[]
  /** Real paths of the folders that were read. */
  readonly visited: Set<string>
}

async function rejectNoFolder(folder: string): Promise<void> {
  const kind = await stat(folder).catch((error: unknown) => {
    const { code, hint } = asFailure(error)
    return fail(code, code === 'file-missing' ? `There is no folder '${folder}'.` : `The folder '${folder}' cannot be read.`, hint)
  })
  if (!kind.isDirectory())
    fail('invalid-argument', `'${folder}' is a file, and a folder is wanted.`, 'Choose the folder that holds the audio files.')
}

async function search(folder: string, found: Search, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  const entries = await collectFailure(folder, found, async () => {
    const real = await realpath(folder)
    if (found.visited.has(real)) return []
    found.visited.add(real)
    return readdir(folder, { withFileTypes: true })
  })
  for (const entry of (entries ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.name.startsWith('.')) await visit(join(folder, entry.name), entry, found, signal)
  }
}

async function visit(path: string, entry: Dirent, found: Search, signal: AbortSignal | undefined): Promise<void> {
  const extension = extname(entry.name).toLowerCase()
  const isAudioName = audioExtensions.includes(extension)
  if (entry.isFile() && !isAudioName) return
  const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry
  if (kind?.isDirectory()) return extension === '.circumplex' ? undefined : search(path, found, signal)
  if (!isAudioName) return
  if (kind === null) {
    found.unreadable.push({
      path,
      failure: new Failure('file-missing', `'${path}' is a link that leads nowhere.`, 'Remove the link, or bring back the file it names.'),
    })
    return
  }
  const real = await collectFailure(path, found, async () => {
    requireRegular(path, kind)
    return realpath(path)
  })
  if (real !== undefined && !found.paths.has(real)) found.paths.set(real, path)
}

async function collectFailure<Value>(path: string, found: Search, work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    found.unreadable.push({ path, failure: asFailure(error) })
    return undefined
  }
}
