import { buildIfStale } from './build/build-if-stale.mjs'
import { setUp } from './setup.mjs'
import { report, reportFailure } from './report.mjs'

/**
 * Brings this checkout to where the program can run: set up and built; quick when that is so already.
 * @param {{ forWindow?: boolean, forTests?: boolean }} purpose
 * @returns {Promise<boolean>} false (with the reason printed) when it cannot
 */
export async function prepare(purpose = {}) {
  try {
    if (await setUp(purpose)) {
      await buildIfStale(report, purpose)
      return true
    }
    process.exitCode = 1
  } catch (error) {
    reportFailure(error)
  }
  return false
}
