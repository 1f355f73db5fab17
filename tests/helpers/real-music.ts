import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { extname, join } from 'node:path'

/** Debian packages whose music we listen to: never kept in the repository. */
const packages = ['asc-music', 'fretsonfire-songs-sectoid']
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'circumplex', 'music')

/** The audio files among Debian's packages, sorted by path; null where there is no apt (the caller skips and says so). */
export function realMusic(): { readonly folder: string; readonly files: readonly string[] } | null {
  const folder = join(cache, packages.join('+'))
  try {
    if (!existsSync(folder)) fetchInto(folder)
  } catch (error) {
    console.warn(`No real music here: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return {
    folder,
    files: paths
      .filter((path) => ['.mp3', '.ogg'].includes(extname(path)))
      .map((path) => join(folder, path))
      .sort(),
  }
}

/** Fetches into a folder beside and renames it, so that half a download never counts. */
function fetchInto(folder: string): void {
  const work = `${folder}.${process.pid}`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  const quiet = { cwd: work, stdio: 'ignore' } as const
  try {
    execFileSync('apt-get', ['download', ...packages], quiet)
  } catch {
    execFileSync('apt-get', ['update'], quiet)
    execFileSync('apt-get', ['download', ...packages], quiet)
  }
  for (const file of readdirSync(work)) {
    execFileSync('dpkg-deb', ['-x', file, 'music'], quiet)
  }
  renameSync(join(work, 'music'), folder)
  rmSync(work, { recursive: true, force: true })
}
