import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where set-up notes which Electron this checkout uses. */
export function electronFactPath(machine) {
  return join(machine.facts, 'electron.json')
}

/**
 * The Electron of this checkout, if set-up has put one there.
 * @returns {{ executable: string, version: string, origin: 'official' | 'fallback' } | undefined}
 */
export function readElectronFact(machine) {
  try {
    const fact = JSON.parse(readFileSync(electronFactPath(machine), 'utf8'))
    return existsSync(fact.executable) ? fact : undefined
  } catch {
    return undefined
  }
}
