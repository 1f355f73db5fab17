import { useEventListener } from '@vueuse/core'
import { commandOfKey, isTypingIn } from '../ui/keys'
import { useCommandList } from '../ui/use-commands'

const fieldOwns = new Set(['edit.undo', 'edit.redo'])

/** Whether a pressed key belongs to the field, button or table in which it was pressed. */
function belongsToTarget(event: KeyboardEvent, command: string): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (isTypingIn(event.target)) return plain || fieldOwns.has(command)
  const widget =
    'button, a, summary, [role=button], [role=option], [role=menuitem], [role=slider], [role=gridcell], [role=switch], [role=checkbox], [role=tab], input'
  return event.key === ' ' && event.target instanceof HTMLElement && event.target.matches(widget)
}

/** Runs commands by their keys, wherever the focus is; keys that a part has handled itself are left alone. */
export function useKeyboard(): void {
  const { run } = useCommandList()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    // While a dialog asks something, the window behind it stays as it is.
    if (event.defaultPrevented || document.querySelector('.v-dialog.v-overlay--active')) return
    const command = commandOfKey(event)
    if (!command || belongsToTarget(event, command)) return
    if (run(command)) event.preventDefault()
  })
}
