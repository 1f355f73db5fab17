import type { Run } from '@shared/contract/training'
import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount, ref, watch } from 'vue'
import { call } from '../api/client'
import { onSavePending } from '../api/pending-changes'
import { useErrors } from '../ui/use-errors'

/** So long after a key the note is kept. */
const pauseMs = 300

/**
 * The note of one run, kept as it is typed; what was typed in one go is one step to undo.
 * @param run always the same run, as it is now
 */
export function useRunNote(run: () => Pick<Run, 'id' | 'note'>) {
  const { guard } = useErrors()
  const { id: runId, note } = run()
  const text = ref(note)
  /** Whether something was typed that is not kept yet, or no step to undo yet. */
  let isTyped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const save = (typing: boolean) => guard(() => call('runs.note', { runId, note: text.value, typing }))

  function type(next: string): void {
    text.value = next
    isTyped = true
    clearTimeout(timer)
    timer = setTimeout(() => void save(true), pauseMs)
  }

  async function finish(): Promise<void> {
    clearTimeout(timer)
    if (!isTyped) return
    isTyped = false
    await save(false)
  }

  // The run, not its note: what was typed and undone at once comes back as a note that seems unchanged.
  watch(run, ({ note: kept }) => {
    if (!isTyped) text.value = kept
  })
  onSavePending(finish)
  onBeforeUnmount(() => void finish())
  useEventListener(window, 'pagehide', () => void finish())
  return { text, type, finish }
}
