import { asFailure, type FailureCode } from '@shared/domain/failure'
import { reportUnexpected, type WriteLog } from '@shared/domain/report-unexpected'
import { readonly, ref } from 'vue'

export interface ShownError {
  readonly key: number
  readonly code: FailureCode
  readonly message: string
  readonly hint: string
  /** Names the entry of the log that holds the cause; undefined for an expected failure. */
  readonly id: string | undefined
  readonly at: string
}

const shown = ref<ShownError[]>([])
let lastKey = 0
let log: WriteLog = (entry) => console.error(entry)

/** Has the causes of unexpected errors of the window written into the program's log. */
export function logErrorsTo(write: WriteLog): void {
  log = write
}

/** Shows what went wrong until the user has read it. Cancelled work is no error. */
function show(error: unknown): void {
  const { code, message, hint } = asFailure(error)
  if (code === 'cancelled') return
  const same = shown.value.some((other) => other.code === code && other.message === message)
  if (same) return
  const { id } = reportUnexpected(error, log)
  lastKey += 1
  shown.value = [...shown.value, { key: lastKey, code, message, hint, id, at: new Date().toISOString() }]
}

function dismiss(key: number): void {
  shown.value = shown.value.filter((error) => error.key !== key)
}

/** Runs work of an event handler; what it throws is shown. Returns undefined then. */
async function guard<Value>(work: () => Promise<Value> | Value): Promise<Value | undefined> {
  try {
    return await work()
  } catch (error) {
    show(error)
    return undefined
  }
}

/** The text that "Copy" puts on the clipboard. */
export function errorAsText(error: ShownError): string {
  const facts = [error.code, error.at, ...(error.id === undefined ? [] : [`id ${error.id}`])]
  return `${error.message}\n${error.hint}\n[${facts.join(', ')}]`
}

/** The errors panel of the window: `show(error)`, or `guard(() => work())` around the work of a button. */
export function useErrors() {
  return { errors: readonly(shown), show, dismiss, guard }
}
