import { getCurrentScope, onScopeDispose } from 'vue'

const savers = new Set<() => Promise<unknown>>()

/** Names what saves changes that the library does not hold yet, until the surrounding component or store ends. */
export function onSavePending(save: () => Promise<unknown>): void {
  savers.add(save)
  if (getCurrentScope()) onScopeDispose(() => savers.delete(save))
}

/** Saves everything that is pending, before another library is opened or a change is undone. */
export async function savePending(): Promise<void> {
  await Promise.all([...savers].map((save) => save()))
}
