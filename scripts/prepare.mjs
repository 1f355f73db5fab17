import { buildIfStale } from './build/build-if-stale.mjs'
import { setUp } from './setup.mjs'
import { tell, tellFailure } from './tell.mjs'

/**
 * Brings this checkout to where the program can run: set up and built; quick when that is so already.
 * @param {{ forWindow?: boolean }} purpose
 * @returns {Promise<boolean>} false (with the reason told) when it cannot
 */
export async function prepare(purpose = {}) {
  try {
    if (await setUp(purpose)) {
      await buildIfStale(tell, purpose)
      return true
    }
    process.exitCode = 1
  } catch (error) {
    tellFailure(error)
  }
  return false
}
