import { join } from 'node:path'
import { fail } from '@shared/domain/failure'
import type { Library } from './library'

/** What a file or folder of a library may be called: no separators, no drive, nothing that begins with a dot. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/** Whether a value may be the name of a file or folder inside of a library. */
export function isPlainName(name: string): boolean {
  return plainName.test(name)
}

/**
 * A path below a library's folder. Whatever writes, deletes or serves files there by a stored value (an id, a digest) gets the path from
 * here: the library may come from somebody else, and '../../x' in it must not lead out.
 * @param names folders and at last a file or folder, one name each
 * @returns absolute
 * @throws Failure `forbidden` for a name that could lead out of the library
 */
export function pathInLibrary(library: Pick<Library, 'directory'>, ...names: readonly string[]): string {
  const foreign = names.find((name) => !isPlainName(name))
  if (foreign === undefined) return join(library.directory, ...names)
  return fail(
    'forbidden',
    `“${foreign}” is no name of a file or folder that Circumplex keeps in ${library.directory}; nothing was touched.`,
    'Somebody may have changed the library by hand. Check the library to see what is wrong with it.',
  )
}
