import type { AppEvent } from '@shared/contract/events'
import type { Result } from '@shared/contract/result'
import { vi } from 'vitest'

/** One call that the window made. */
export interface MadeCall {
  readonly name: string
  readonly argument: unknown
}

/** What a test answers a call with; `library` is the path of the library that the call is about. */
export type WindowAnswer = (argument: unknown, library: string | null) => Result<unknown> | Promise<Result<unknown>>

/**
 * Stands in for the preload's api, which only Electron can offer: answers calls from a table and lets a test send events.
 * @param answers the answer for each channel; a channel that is not named is refused as `not-found`
 */
export function giveWindowApi(answers: Readonly<Record<string, WindowAnswer>> = {}) {
  const calls: MadeCall[] = []
  const listeners = new Set<(event: AppEvent) => void>()
  const refused: Result<unknown> = { ok: false, code: 'not-found', message: 'No such channel', hint: 'Name another.' }
  const circumplex = {
    call: (name: string, argument: unknown, library: string | null = null): Promise<Result<unknown>> => {
      calls.push({ name, argument })
      return Promise.resolve(answers[name]?.(argument, library) ?? refused)
    },
    onEvent: (listener: (event: AppEvent) => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    pathOfFile: () => '',
    sandboxed: true,
  }
  // In a DOM the window stays and gets the api; elsewhere the api is all of the window.
  if ('document' in globalThis) Object.assign(globalThis, { circumplex })
  else vi.stubGlobal('window', { circumplex })
  const send = (event: AppEvent): void => listeners.forEach((listener) => listener(event))
  return { calls, send, listenerCount: () => listeners.size }
}

/** Undoes `giveWindowApi`: a test that gives no api of its own fails by itself, not only where it is the first of its process. */
export function takeWindowApiAway(): void {
  Reflect.deleteProperty(globalThis, 'document' in globalThis ? 'circumplex' : 'window')
}
