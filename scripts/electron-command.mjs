import { readElectronFact } from './setup/electron-fact.mjs'

/**
 * How the window is opened here.
 * @param {string[]} further arguments for the program
 * @returns {{ command: string, commandArguments: string[] }}
 */
export function electronCommand(machine, further, { isRoot, virtualDisplay }) {
  const { executable } = readElectronFact(machine)
  // Chromium refuses to sandbox its own helpers for the superuser; the renderer's own sandbox stays asked for.
  const program = [executable, ...(isRoot ? ['--no-sandbox'] : []), machine.root, ...further]
  const [command, ...commandArguments] = virtualDisplay ? ['xvfb-run', '-a', ...program] : program
  return { command, commandArguments }
}
