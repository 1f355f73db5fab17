import { betterSqlite3 } from './better-sqlite3.mjs'
import { electron } from './electron.mjs'
import { nodeVersion } from './node-version.mjs'
import { npmPackages } from './npm-packages.mjs'
import { buildTools, displayPackages, testTools, vulkanLoader } from './system-packages.mjs'
import { tensorflow } from './tensorflow.mjs'

/**
 * What must be there, in the order in which one needs the other.
 * `isDone(machine)` looks without changing anything; `make(machine, say)` does it and gives a few words about the result.
 * Without an `optional` step the program still works by command line.
 */
export const steps = [
  nodeVersion,
  npmPackages,
  electron,
  buildTools,
  betterSqlite3,
  tensorflow,
  { ...displayPackages, optional: true },
  { ...vulkanLoader, optional: true },
]

/** What `npm test` needs besides; what cannot be had is skipped, and the tests say so. */
export const stepsOfTests = [{ ...testTools, optional: true }]
