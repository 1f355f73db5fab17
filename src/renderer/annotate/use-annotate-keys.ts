import type { PlanePoint } from '@shared/domain/plane'
import { useEventListener } from '@vueuse/core'
import { movedByKey } from '../charts/plane-keys'
import { isTypingIn } from '../ui/keys'
import { annotateActionOf, type AnnotateAction } from './annotate-keys'

const controls = 'button, a, [role=tab], [role=menuitem], [role=option], [role=slider], [role=checkbox], input'
const controlKeys = new Set(['Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])

/** Whether a key belongs to the field, control or dialog in which it was pressed. */
function belongsElsewhere(event: KeyboardEvent): boolean {
  if (isTypingIn(event.target)) return true
  if (!(event.target instanceof HTMLElement)) return false
  if (event.target.closest('.v-overlay-container')) return true
  return controlKeys.has(event.key) && event.target.matches(controls)
}

/**
 * Keys of the view, wherever in it the focus is; they come before the window's own, so that Space plays the track in focus.
 * @param start the point that an arrow key moves; null: there is nothing to label now, and arrow keys do nothing
 */
export function useAnnotateKeys(
  act: (action: AnnotateAction) => void,
  start: () => PlanePoint | null,
  move: (point: PlanePoint) => void,
): void {
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsElsewhere(event)) return
      const from = start()
      const moved = from ? movedByKey(from, event) : null
      const action = annotateActionOf(event)
      if (moved) move(moved)
      else if (action) act(action)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
    { capture: true },
  )
}
