import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../setup/command.mjs'
import { withLock } from '../setup/lock.mjs'
import { describeMachine } from '../setup/machine.mjs'
import { writeFact } from '../setup/whole.mjs'
import { sourceDigest } from './source-digest.mjs'

/**
 * Builds the program into out/ unless that was made from these very sources.
 * @param {(line: string) => void} print
 * @throws SetupProblem with the builder's words when it fails
 */
export async function buildIfStale(print, machine = describeMachine()) {
  if (isFresh(machine.root)) return
  await withLock(machine.facts, print, async () => {
    if (isFresh(machine.root)) return
    const startedAt = Date.now()
    const digest = sourceDigest(machine.root)
    print('Building the program …')
    await runCommand(process.execPath, [join(machine.modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: machine.root,
      environment: { NO_COLOR: '1' },
      hint: 'Mend the source the lines above name, then run again.',
    })
    writeFact(stampPath(machine.root), { digest })
    print(`  done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  })
}

/** Whether out/ was built from the sources as they are now. */
export function isFresh(root) {
  if (!existsSync(stampPath(root))) return false
  return JSON.parse(readFileSync(stampPath(root), 'utf8')).digest === sourceDigest(root)
}

function stampPath(root) {
  return join(root, 'out', 'build-stamp.json')
}
