import type { AppEvent, Topic } from '@shared/contract/events'
import { onScopeDispose, getCurrentScope } from 'vue'

type EventOf<Type extends AppEvent['type']> = Extract<AppEvent, { type: Type }>

const isOf = <Type extends AppEvent['type']>(event: AppEvent, type: Type): event is EventOf<Type> => event.type === type

const listeners = new Set<(event: AppEvent) => void>()
let stopHearing: (() => void) | null = null

/** The window listens to the program once, however many parts of it do. */
function addListener(listener: (event: AppEvent) => void): () => void {
  stopHearing ??= window.circumplex.onEvent((event) => {
    for (const each of [...listeners]) each(event)
  })
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stopHearing?.()
    stopHearing = null
  }
}

/**
 * Listens to one kind of event until the surrounding component or store ends.
 * @returns a function that ends the listening earlier
 */
export function onAppEvent<Type extends AppEvent['type']>(type: Type, listener: (event: EventOf<Type>) => void): () => void {
  const stop = addListener((event) => {
    if (isOf(event, type)) listener(event)
  })
  if (getCurrentScope()) onScopeDispose(stop)
  return stop
}

/** Calls back when any of the given parts of the library changed. */
export function onChanged(topics: readonly Topic[], listener: () => void): () => void {
  return onAppEvent('changed', (event) => {
    if (event.topics.some((topic) => topics.includes(topic))) listener()
  })
}
