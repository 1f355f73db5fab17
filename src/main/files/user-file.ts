import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail } from '@shared/domain/failure'
import { writeFileAtomicallySync } from './write-atomically'

/**
 * Writes a file that a user asked for, whole or not at all.
 * @param path absolute; a file that is there is replaced
 * @throws Failure `file-missing` when the folder is not there; what the operating system says
 */
export function writeUserFile(path: string, content: string | Uint8Array): void {
  requireFolderOf(path)
  writeFileAtomicallySync(path, content)
}

/** @throws Failure `file-missing` when the folder that a file is to be written to is not there: a mistyped path makes no folders */
export function requireFolderOf(path: string): void {
  if (!existsSync(dirname(path)))
    fail('file-missing', `Cannot write ${path}: there is no folder ${dirname(path)}.`, 'Make the folder first, or choose another one.')
}
