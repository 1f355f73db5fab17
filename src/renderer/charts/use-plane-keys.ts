import { movedByKey, planeKeyOf, type PlaneKey } from './plane-keys'
import { nextRow } from './plane-search'
import type { EmotionPlaneActions, EmotionPlaneProps } from './plane-types'
import type { PlaneLookup } from './use-plane-lookup'
import type { PlanePointer } from './use-plane-pointer'

/** Makes a plane work by keys: walking, selecting, zooming, and placing a label. */
export function usePlaneKeys(
  props: EmotionPlaneProps,
  actions: EmotionPlaneActions,
  pointer: PlanePointer,
  lookup: PlaneLookup,
): (event: KeyboardEvent) => void {
  function walk(key: Extract<PlaneKey, { action: 'walk' }>): void {
    if (!props.plane) return
    const row = nextRow(props.plane, lookup.rowOf(props.focused), key.direction)
    const id = row === null ? undefined : props.plane.trackIds[row]
    if (id !== undefined) actions.focus(id)
  }

  function act(key: PlaneKey): void {
    if (key.action === 'walk') walk(key)
    else if (key.action === 'zoom') pointer.zoom(key.factor)
    else if (key.action === 'reset') pointer.reset()
    else if (key.action === 'clear') actions.select([], 'replace')
    else if (key.action === 'select-all') actions.select([...(props.plane?.trackIds ?? [])], 'replace')
    else if (props.focused === null) return
    else if (key.action === 'open') actions.open(props.focused)
    else actions.select([props.focused], 'toggle')
  }

  /** Whether the key placed or moved a label. */
  function movesLabel(event: KeyboardEvent): boolean {
    if (!props.placing) return false
    const moved = movedByKey(props.placement ?? { valence: 0, arousal: 0 }, event)
    if (moved) actions.draft(moved)
    else if (event.key === 'Enter' && props.placement) actions.place(props.placement)
    return moved !== null || event.key === 'Enter'
  }

  return (event) => {
    const key = planeKeyOf(event)
    if (!movesLabel(event)) {
      // While placing, Space plays; it selects nothing.
      if (!key || (props.placing && key.action !== 'zoom' && key.action !== 'reset')) return
      act(key)
    }
    event.preventDefault()
    event.stopPropagation()
  }
}
