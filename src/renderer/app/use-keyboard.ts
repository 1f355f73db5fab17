import { useEventListener } from '@vueuse/core'
import { commandOfKey, isTypingIn } from '../ui/keys'
import { useCommandList } from '../ui/use-commands'

const fieldOwns = new Set(['edit.undo', 'edit.redo'])

/** What the space bar presses or checks by itself. */
const roles = ['button', 'option', 'menuitem', 'slider', 'gridcell', 'switch', 'checkbox', 'tab']
const pressedBySpace = ['button', 'a', 'summary', 'input', ...roles.map((role) => `[role=${role}]`)].join(', ')

/** Whether a pressed key belongs to the field, button or table in which it was pressed. */
function belongsToTarget(event: KeyboardEvent, command: string): boolean {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (isTypingIn(event.target)) return plain || fieldOwns.has(command)
  return event.key === ' ' && event.target instanceof HTMLElement && event.target.matches(pressedBySpace)
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
