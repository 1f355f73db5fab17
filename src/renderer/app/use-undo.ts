import type { UndoState } from '@shared/contract/labels'
import { call } from '../api/client'
import { onAppEvent } from '../api/events'
import { libraryRef } from '../api/library-change'
import { savePending } from '../api/pending-changes'
import { useSelectionStore } from '../api/stores/selection-store'
import { isTypingIn } from '../ui/keys'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'

/** What can be taken back, and a toast after each change of labels that offers to do so. What was undone comes into focus. */
export function useUndo() {
  const state = libraryRef<UndoState>({ undo: null, redo: null })
  const selection = useSelectionStore()
  const { guard } = useErrors()
  const { show } = useToasts()

  function accept(next: UndoState): void {
    const isNewChange = next.undo !== null && next.redo === null
    state.value = next
    if (isNewChange && next.undo) show(`${next.undo}.`, { title: 'Undo', run: () => void undo() })
  }

  async function step(
    channel: 'undo.undo' | 'undo.redo',
    done: string,
    title: string | null,
    reverse: { title: string; run: () => void },
  ): Promise<void> {
    const next = await guard(async () => {
      await savePending()
      return call(channel, null)
    })
    if (!next) return
    state.value = next
    if (next.trackId !== null) selection.focus(next.trackId)
    show(`${done}${title ? `: ${title}` : ''}.`, reverse)
  }

  async function undo(): Promise<void> {
    await step('undo.undo', 'Undone', state.value.undo, { title: 'Redo', run: () => void redo() })
  }

  async function redo(): Promise<void> {
    await step('undo.redo', 'Done again', state.value.redo, { title: 'Undo', run: () => void undo() })
  }

  /** The Edit menu reaches text fields too: there it takes back typing, not labels. */
  function fromMenu(command: 'undo' | 'redo'): void {
    if (isTypingIn(document.activeElement)) document.execCommand(command)
    else void (command === 'undo' ? undo() : redo())
  }

  async function refresh(): Promise<void> {
    const next = await guard(() => call('undo.state', null))
    if (next) state.value = next
  }

  onAppEvent('undo', (event) => accept(event.state))
  return { state, undo, redo, fromMenu, refresh }
}
