import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cliJson } from '../../helpers/run-cli'

const workers = fileURLToPath(new URL('../../../out/main/workers', import.meta.url))

interface SmallTrack {
  readonly externalId: string
  readonly fileName: string
  readonly tags: readonly (readonly [string, number])[]
  readonly lyrics: string | null
  readonly comments: string | null
}

/**
 * Makes a library of the sample library's first tracks, some seconds each, with their tags, lyrics and comments, through the
 * command line: quick enough to train five networks on. Every twelfth track lacks lyrics, another twelfth comments.
 * @returns the library's path
 */
export async function makeSmallLibrary(directory: string, count: number, secondsPerTrack: number): Promise<string> {
  const music = join(directory, 'music')
  const path = join(directory, 'Small.circumplex')
  const userData = join(directory, 'command-line')
  await compose({ directory: music, count, secondsPerTrack })
  const { tracks } = JSON.parse(readFileSync(join(music, 'sample.json'), 'utf8')) as { tracks: SmallTrack[] }
  const nameOf = ({ fileName }: SmallTrack): string => fileName.replace('audio/', '')
  const write = (name: string, value: object): string => {
    writeFileSync(join(directory, name), JSON.stringify(value))
    return join(directory, name)
  }
  const textsOf = (kind: 'lyrics' | 'comments'): object =>
    Object.fromEntries(tracks.flatMap((track) => (track[kind] === null ? [] : [[nameOf(track), track[kind]]])))
  const library = ['--library', path]
  await cliJson(['library', 'create', ...library], userData)
  await cliJson(['import', 'audio', join(music, 'audio'), ...library], userData)
  await cliJson(
    [
      'import',
      'tags',
      write('tags.json', Object.fromEntries(tracks.map((track) => [nameOf(track), Object.fromEntries(track.tags)]))),
      ...library,
    ],
    userData,
  )
  for (const kind of ['lyrics', 'comments'] as const)
    await cliJson(['import', 'text', write(`${kind}.json`, textsOf(kind)), '--kind', kind, ...library], userData)
  await cliJson(['labels', 'derive', ...library], userData)
  return path
}

/** Has the sample library's own worker compose its pieces. */
function compose(request: { directory: string; count: number; secondsPerTrack: number }): Promise<void> {
  const child = fork(join(workers, 'sample-library.js'), { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the composer ended early with ${code}`)))
    child.on('message', (message: { type: string; message?: string }) => {
      if (message.type === 'ready') child.send({ type: 'start', payload: request })
      if (message.type === 'failure') reject(new Error(message.message))
      if (message.type !== 'result') return
      child.removeAllListeners('exit')
      child.kill()
      resolve()
    })
  })
}
