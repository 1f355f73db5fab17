import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cliJson } from '../../helpers/run-cli'
import { writeToneWav } from '../../helpers/synthesise'

const seconds = 20

/**
 * Makes a library of plain tones that nobody has labelled, through the command line.
 * @param name of the library; its tracks are called "NAME 1", "NAME 2", …
 * @returns the library's path
 */
export async function makeToneLibrary(directory: string, name: string, tracks: number): Promise<string> {
  const path = join(directory, `${name}.circumplex`)
  const audio = join(directory, `${name} audio`)
  const userData = join(directory, 'command-line')
  mkdirSync(audio, { recursive: true })
  for (let track = 1; track <= tracks; track += 1)
    await writeToneWav(join(audio, `${name} ${track}.wav`), { seconds, hz: 200 + 40 * track + 7 * name.length })
  await cliJson(['library', 'create', '--library', path], userData)
  await cliJson(['import', 'audio', audio, '--library', path], userData)
  return path
}
