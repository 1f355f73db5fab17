import { asFailure, type FailureCode } from '@shared/domain/failure'
import { readonly, ref } from 'vue'

export interface ShownError {
  readonly id: number
  readonly code: FailureCode
  readonly message: string
  readonly hint: string
  readonly at: string
}

const shown = ref<ShownError[]>([])
let lastId = 0

/** Shows what went wrong until the user has read it. Cancelled work is no error. */
function show(error: unknown): void {
  const { code, message, hint } = asFailure(error)
  if (code === 'cancelled') return
  const same = shown.value.some((other) => other.code === code && other.message === message)
  if (same) return
  lastId += 1
  shown.value = [...shown.value, { id: lastId, code, message, hint, at: new Date().toISOString() }]
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((error) => error.id !== id)
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
  return `${error.message}\n${error.hint}\n[${error.code}, ${error.at}]`
}

/** The errors panel of the window: `show(error)`, or `guard(() => work())` around the work of a button. */
export function useErrors() {
  return { errors: readonly(shown), show, dismiss, guard }
}
