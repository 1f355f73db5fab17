import { existsSync } from 'node:fs'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../files/json-file'
import { libraryName } from './library-folder'

const keptEntries = 10

const recentFileSchema = z.array(z.object({ path: z.string(), openedAt: z.string() }))

/** A library that was open before; `exists` is false when its folder is gone. */
export interface RecentLibrary {
  readonly path: string
  readonly name: string
  readonly openedAt: string
  readonly exists: boolean
}

/** Libraries that were open before, the last one first; a file that cannot be read counts as empty. */
export function readRecentLibraries(file: string): RecentLibrary[] {
  return readJsonFile(file, recentFileSchema, []).map(({ path, openedAt }) => ({
    path,
    openedAt,
    name: libraryName(path),
    exists: existsSync(path),
  }))
}

/** Puts a library in front of the list. */
export function rememberLibrary(file: string, path: string, now: Date): void {
  const others = readJsonFile(file, recentFileSchema, []).filter((entry) => entry.path !== path)
  writeJsonFile(file, [{ path, openedAt: now.toISOString() }, ...others].slice(0, keptEntries))
}
