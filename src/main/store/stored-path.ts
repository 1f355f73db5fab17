import { isAbsolute, join, relative, sep } from 'node:path'

/**
 * How a path is stored: relative to the library's folder with forward slashes where it lies inside, so that the library can be
 * moved with its music; else absolute.
 * @param directory the library's folder
 * @param path absolute
 */
export function storedPath(directory: string, path: string): string {
  const inside = relative(directory, path)
  const outside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return outside ? path : inside.split(sep).join('/')
}

/**
 * The absolute path that a stored one stands for.
 * @param directory the library's folder
 * @param stored as `storedPath` made it
 */
export function absolutePath(directory: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(directory, ...stored.split('/'))
}

/** Whether a stored path is relative and yet leads out of the library's folder, as `storedPath` never makes it. */
export function leadsOutOfLibrary(stored: string): boolean {
  return !isAbsolute(stored) && stored.split(/[/\\]/u).includes('..')
}
