import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** Where Electron lies, which brings a software driver of Vulkan. */
export interface ElectronFolder {
  readonly folder: string
  readonly version: string
}

/** What set-up notes of the Electron of a checkout. */
const factSchema = z.object({ executable: z.string(), version: z.string() })

/**
 * The Electron that runs this process; in plain Node the one that set-up installed, found from this file upwards.
 * @returns null where there is none
 */
export function findElectron(from = import.meta.dirname): ElectronFolder | null {
  const version = electronVersion(process.versions)
  if (version !== undefined) return { folder: dirname(process.execPath), version }
  const fact = join(from, 'node_modules', '.circumplex', 'electron.json')
  if (existsSync(fact)) return readFact(fact)
  const parent = dirname(from)
  return parent === from ? null : findElectron(parent)
}

/** The manifest of Electron's software driver of Vulkan; null where this Electron has none. */
export function softwareDriverOf({ folder }: ElectronFolder): string | null {
  const manifest = join(folder, 'vk_swiftshader_icd.json')
  return existsSync(manifest) ? manifest : null
}

function electronVersion(versions: NodeJS.Dict<string>): string | undefined {
  return versions['electron']
}

function readFact(path: string): ElectronFolder | null {
  try {
    const { executable, version } = factSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { folder: dirname(executable), version }
  } catch {
    return null
  }
}
