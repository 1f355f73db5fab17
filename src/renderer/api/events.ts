import type { AppEvent, Topic } from '@shared/contract/events'
import { onScopeDispose, getCurrentScope } from 'vue'

type EventOf<Type extends AppEvent['type']> = Extract<AppEvent, { type: Type }>

const isOf = <Type extends AppEvent['type']>(event: AppEvent, type: Type): event is EventOf<Type> => event.type === type

/**
 * Listens to one kind of event until the surrounding component or store ends.
 * @returns a function that ends the listening earlier
 */
export function onAppEvent<Type extends AppEvent['type']>(type: Type, listener: (event: EventOf<Type>) => void): () => void {
  const stop = window.circumplex.onEvent((event) => {
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
