import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/** Time for the program to close its library before it is killed, in milliseconds. */
const patience = 8000

/**
 * A program that is started again whenever it was built anew; one runs at a time, since the next one needs the library's lock.
 * @param {() => import('node:child_process').ChildProcess} start
 * @param {(code: number) => void} onEnd called when the program ends by itself
 * @param {(message: string) => void} say
 */
export function createProgram(start, onEnd, say) {
  let child = null
  let change = Promise.resolve()

  function run() {
    const own = start()
    child = own
    own.once('exit', (code) => {
      if (child === own) onEnd(code ?? 1)
    })
  }

  async function stop() {
    const former = child
    child = null
    if (!former || former.exitCode !== null || former.signalCode !== null) return
    const ended = once(former, 'exit')
    former.kill('SIGTERM')
    const inTime = await Promise.race([ended, wait(patience, null, { ref: false })])
    if (inTime) return
    say('The program did not end in time and is killed.')
    former.kill('SIGKILL')
    await ended
  }

  /** One change after the other, so that two builds at once do not start two programs. */
  const next = (work) => (change = change.then(work))
  return {
    start: () => next(run),
    restart: () => next(async () => (await stop(), run())),
    stop: () => next(stop),
  }
}
