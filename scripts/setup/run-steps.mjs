import { withLock } from './lock.mjs'
import { removeUnfinished } from './whole.mjs'

const heartbeatMilliseconds = 15_000

/**
 * Does the steps that are not done yet, one after the other.
 * @param {(line: string) => void} print
 * @returns {Promise<boolean>} false when a step that is needed failed
 */
export async function runSteps(steps, machine, print) {
  if (await allDone(steps, machine)) return true
  return withLock(machine.cache, print, async () => {
    removeUnfinished(machine.cache)
    for (const step of steps) {
      const finished = (await step.isDone(machine)) || (await runStep(step, machine, print))
      if (!finished && !step.optional) return false
    }
    return true
  })
}

async function allDone(steps, machine) {
  for (const step of steps) {
    if (!(await step.isDone(machine))) return false
  }
  return true
}

async function runStep(step, machine, print) {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  print(`${step.name} …`)
  const heartbeat = setInterval(() => print(`  still at it, ${seconds()}`), heartbeatMilliseconds)
  try {
    const detail = await step.make(machine, (message) => print(`  ${message}`))
    print(`  done in ${seconds()}${detail ? `: ${detail}` : ''}`)
    return true
  } catch (error) {
    print(`  FAILED after ${seconds()}: ${error.message}`)
    print(`  What to do: ${error.hint ?? 'this is a fault of the set-up script; please report it with the lines above.'}`)
    return false
  } finally {
    clearInterval(heartbeat)
  }
}
