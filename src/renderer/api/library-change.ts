import { getCurrentScope, onScopeDispose, shallowRef, type ShallowRef } from 'vue'

const listeners = new Set<() => void>()
let shownPath: string | null = null

/** Path of the library that the window shows; null while it shows none. */
export const shownLibrary = (): string | null => shownPath

/**
 * Calls back, until the surrounding component or store ends, when another library has been opened or the open one was closed: whatever is
 * known of the former one has to be forgotten. Views need no call: the window makes them anew.
 */
export function onLibraryChange(forget: () => void): void {
  listeners.add(forget)
  if (getCurrentScope()) onScopeDispose(() => listeners.delete(forget))
}

/** State that belongs to the open library: it is as at first when another library has been opened. */
export function libraryRef<Value>(first: Value): ShallowRef<Value> {
  const state = shallowRef(first)
  onLibraryChange(() => (state.value = first))
  return state
}

/**
 * Has everything forget the former library; the library store calls it before anybody asks for what the new one holds.
 * @param path of the library that the window shows from now on; null: none
 */
export function changeLibrary(path: string | null): void {
  shownPath = path
  for (const forget of [...listeners]) forget()
}
