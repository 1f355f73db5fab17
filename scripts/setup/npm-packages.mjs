import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.mjs'

/** The npm packages of package-lock.json, without running any of their install scripts. */
export const npmPackages = {
  name: 'npm packages',
  isDone: (machine) =>
    lockIsInstalled(readLock(join(machine.root, 'package-lock.json')), readLock(join(machine.modules, '.package-lock.json'))),
  make: async (machine) => {
    await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: machine.root,
      environment: { ONNXRUNTIME_NODE_INSTALL: 'skip' },
      hint: 'npm needs its registry: check the network and the disk, then run again.',
    })
    return `${Object.keys(readLock(join(machine.modules, '.package-lock.json'))).length} packages`
  },
}

/**
 * Whether what npm noted about node_modules (written when all is unpacked) is what the lock file asks for.
 * @param {Record<string, { integrity?: string, optional?: boolean, peer?: boolean }>} wanted
 * @param {Record<string, { integrity?: string }>} installed
 */
export function lockIsInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const there = installed[path]
    return there ? there.integrity === entry.integrity : isOptional(entry)
  })
}

function isOptional(entry) {
  return entry.optional === true || entry.devOptional === true || entry.peer === true
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return {}
  }
}
