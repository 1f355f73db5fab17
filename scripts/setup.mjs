// Makes everything the program needs on this machine; does only what is missing. `node scripts/setup.mjs`
import { fileURLToPath } from 'node:url'
import { describeMachine } from './setup/machine.mjs'
import { runSteps } from './setup/run-steps.mjs'
import { steps, stepsOfTests } from './setup/steps.mjs'

/**
 * Sets up this checkout; what it does is reported on standard error, so that standard output stays a command's own.
 * @param {{ forWindow?: boolean, forTests?: boolean }} purpose the command line needs less than the window, tests need more
 * @returns {Promise<boolean>} whether the program can run now
 */
export async function setUp({ forWindow = true, forTests = false } = {}) {
  const needed = [...steps.filter((step) => forWindow || !step.optional), ...(forTests ? stepsOfTests : [])]
  return runSteps(needed, describeMachine(), (line) => process.stderr.write(`${line}\n`))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = Date.now()
  const ready = await setUp()
  process.stderr.write(
    ready ? `Everything is in place (${((Date.now() - startedAt) / 1000).toFixed(1)} s).\n` : 'Not everything is in place: see above.\n',
  )
  process.exitCode = ready ? 0 : 1
}
