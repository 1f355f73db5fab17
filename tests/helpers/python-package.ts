import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'circumplex', 'packages')

/**
 * A folder with the content of a pure Python package, fetched from PyPI into the user's cache: never kept in the repository.
 * @param requirement pinned, such as `vibenet==0.1.0`
 * @returns null where it cannot be fetched (the caller skips and says so)
 */
export function pythonPackage(requirement: string): string | null {
  const folder = join(cache, requirement)
  try {
    if (!existsSync(folder)) fetchInto(folder, requirement)
  } catch (error) {
    console.warn(`No ${requirement} here: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  return folder
}

/** Fetches into a folder beside and renames it, so that half a download never counts. */
function fetchInto(folder: string, requirement: string): void {
  const work = `${folder}.${process.pid}`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', work, requirement], { stdio: 'ignore' })
  renameSync(work, folder)
}
