import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../setup/command.mjs'
import { withLock } from '../setup/lock.mjs'
import { describeMachine } from '../setup/machine.mjs'
import { writeFact } from '../setup/whole.mjs'
import { sourceDigest } from './source-digest.mjs'

const common = ['src/shared', 'src/preload', 'electron.vite.config.ts', 'package-lock.json']

/** The two halves of out/, with what each is made from: the command line needs the first only. */
const sides = {
  program: ['src/main', 'resources', ...common],
  window: ['src/renderer', ...common],
}

/**
 * Builds the program into out/ unless that was made from these very sources.
 * @param {(line: string) => void} print
 * @param {{ forWindow?: boolean }} purpose
 * @throws SetupProblem with the builder's words when it fails
 */
export async function buildIfStale(print, { forWindow = true } = {}, machine = describeMachine()) {
  if (isFresh(machine.root, { forWindow })) return
  await withLock(machine.facts, print, async () => {
    for (const side of wantedSides(forWindow)) {
      if (!isSideFresh(machine.root, side)) await build(machine, side, print)
    }
  })
}

/** Whether out/ was built from the sources as they are now. */
export function isFresh(root, { forWindow = true } = {}) {
  return wantedSides(forWindow).every((side) => isSideFresh(root, side))
}

function wantedSides(forWindow) {
  return forWindow ? ['program', 'window'] : ['program']
}

async function build(machine, side, print) {
  const startedAt = Date.now()
  const digest = sourceDigest(machine.root, sides[side])
  print(`Building the ${side} …`)
  await runCommand(process.execPath, [join(machine.modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: machine.root,
    environment: { NO_COLOR: '1', CIRCUMPLEX_BUILD_SIDE: side },
    hint: 'Mend the source the lines above name, then run again.',
  })
  writeFact(stampPath(machine.root, side), { digest })
  print(`  done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
}

function isSideFresh(root, side) {
  const stamp = stampPath(root, side)
  return existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).digest === sourceDigest(root, sides[side])
}

function stampPath(root, side) {
  return join(root, 'out', `${side}-stamp.json`)
}
