import { resolve, sep } from 'node:path'

/** What the user has chosen in dialogs since the program started; only there the window may have files written. */
export interface GrantedPaths {
  /** A file that a save dialog gave. */
  grantFile(path: string): void
  /** A folder that a dialog gave to write into, with everything below it. */
  grantFolder(path: string): void
  allows(path: string): boolean
}

/** Begins with no path at all. */
export function createGrantedPaths(): GrantedPaths {
  const files = new Set<string>()
  const folders = new Set<string>()
  return {
    grantFile: (path) => void files.add(resolve(path)),
    grantFolder: (path) => void folders.add(resolve(path)),
    allows: (path) => {
      const wanted = resolve(path)
      return (
        files.has(wanted) ||
        [...folders].some((folder) => wanted === folder || wanted.startsWith(folder.endsWith(sep) ? folder : folder + sep))
      )
    },
  }
}
