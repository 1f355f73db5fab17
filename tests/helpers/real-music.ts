import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { extname, join, relative } from 'node:path'

/** Debian packages whose music we listen to: never kept in the repository. */
const packages = ['asc-music', 'fretsonfire-songs-sectoid']
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'circumplex', 'music')

/** A folder of music and its audio files, sorted by path. */
export interface MusicFolder {
  readonly folder: string
  readonly files: readonly string[]
}

/** The audio files among Debian's packages; null where there is no apt (the caller skips and says so). */
export function realMusic(): MusicFolder | null {
  const folder = join(cache, packages.join('+'))
  try {
    if (!existsSync(folder)) fetchInto(folder)
  } catch (error) {
    console.warn(`No real music here: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  return musicIn(folder)
}

function musicIn(folder: string): MusicFolder {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const audio = paths.filter((path) => ['.mp3', '.ogg'].includes(extname(path)))
  return { folder, files: audio.map((path) => join(folder, path)).sort() }
}

/** Copies the smallest of the files into a folder, in folders as they lie: all of them are three quarters of an hour. */
export function copySmallest({ folder, files }: MusicFolder, count: number, into: string): MusicFolder {
  const bySize = [...files].sort((one, other) => statSync(one).size - statSync(other).size)
  for (const path of bySize.slice(0, count)) cpSync(path, join(into, relative(folder, path)))
  return musicIn(into)
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
