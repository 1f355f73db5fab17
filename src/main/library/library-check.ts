import { existsSync } from 'node:fs'
import { checkDatabase } from '../store/check'
import { allFiles, markMissing, type StoredFile } from '../store/files'
import type { Library } from '../store/library'
import { absolutePath } from '../store/stored-path'

/** How many files are looked for before other work gets its turn. */
const filesAtATime = 200

/** Looks whether a library is whole and its audio files are where they should be. */
export function checkLibrary(library: Library): { ok: boolean; problems: string[] } {
  const gone = allFiles(library.database).filter((file) => !existsSync(absolutePath(library.directory, file.path)))
  for (const { trackId } of gone) markMissing(library.database, trackId, true)
  const problems = [...checkDatabase(library.database), ...describeGone(gone)]
  return { ok: problems.length === 0, problems }
}

function describeGone(gone: readonly StoredFile[]): string[] {
  const [first] = gone
  if (!first) return []
  const others = gone.length > 1 ? ` and ${gone.length - 1} more` : ''
  return [`Audio is missing: ${first.path}${others}. Look for missing files in the folder where they are now.`]
}

/**
 * Looks for every audio file and notes which are there and which are gone, a few at a time so that calls are answered meanwhile.
 * Stops quietly when the library is closed.
 * @returns whether anything changed
 */
export async function refreshMissingFiles(library: Library): Promise<boolean> {
  const files = allFiles(library.database)
  let changed = false
  for (let start = 0; start < files.length; start += filesAtATime) {
    if (!library.database.open) return changed
    for (const { trackId, path, missing } of files.slice(start, start + filesAtATime)) {
      const gone = !existsSync(absolutePath(library.directory, path))
      if (gone !== missing && markMissing(library.database, trackId, gone)) changed = true
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  return changed
}
