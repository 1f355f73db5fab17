import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail } from '@shared/domain/failure'

/**
 * Writes a file that a user asked for, so that a crash or a full disk leaves the old one or the new one, never half of it.
 * @param path absolute; a file that is there is replaced
 * @throws Failure `file-missing` when the folder is not there; what the operating system says
 */
export function writeTextFile(path: string, text: string): void {
  if (!existsSync(dirname(path))) fail('file-missing', `Cannot write ${path}: there is no folder ${dirname(path)}.`, 'Make the folder first, or choose another place.')
  const temporary = `${path}.${process.pid}.new`
  try {
    const handle = openSync(temporary, 'w')
    try {
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
}
