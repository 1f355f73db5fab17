import { asFailure, Failure, type FailureCode } from './failure'

/** Takes one entry for the log of this process; each process brings its own. */
export type WriteLog = (entry: string) => void

const unexpected: ReadonlySet<FailureCode> = new Set(['internal', 'worker-crashed', 'device-lost'])

/** Whether nobody expected a failure: then it is a fault of the program, and more than its message is needed to mend it. */
export function isUnexpected({ code }: Failure): boolean {
  return unexpected.has(code)
}

/** Causes further down than this repeat what is above them. */
const mostCauses = 8

/**
 * Turns anything thrown into a `Failure`. An unexpected one is written into the log once, with its stack and its chain of causes, under a
 * short id that the failure carries from then on; an expected one is not logged.
 * @param error whatever was thrown
 * @param log takes the entry
 */
export function reportUnexpected(error: unknown, log: WriteLog): Failure {
  const failure = asFailure(error)
  if (failure.id !== undefined || !isUnexpected(failure)) return failure
  const id = crypto.randomUUID().slice(0, 8)
  log(`[${id}] ${describeError(error)}`)
  return new Failure(failure.code, failure.message, failure.hint, { cause: error, id })
}

/** An error as text for the log: message and stack, then those of each cause. */
export function describeError(error: unknown): string {
  const lines: string[] = []
  let current: unknown = error
  while (current !== undefined && lines.length < mostCauses) {
    lines.push(textOf(current))
    current = current instanceof Error ? current.cause : undefined
  }
  return lines.join('\nCaused by: ')
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const title = `${error.name}: ${error.message}`
  const stack = error.stack ?? ''
  // The stack of a Failure begins with the name of its base class, and one from elsewhere may lack the message.
  return stack.includes(error.message) ? stack.replace(/^Error: /, `${error.name}: `) : `${title}\n${stack}`.trimEnd()
}
