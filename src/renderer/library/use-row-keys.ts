import type { TrackRow } from '@shared/contract/tracks'
import type {
  CellClickedEvent,
  CellFocusedEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  SuppressKeyboardEventParams,
} from 'ag-grid-community'
import { useSelectionStore } from '../api/stores/selection-store'
import type { useRowOrder } from './use-row-order'

type Order = ReturnType<typeof useRowOrder>
type CellKeyEvent = CellKeyDownEvent<TrackRow> | FullWidthCellKeyDownEvent<TrackRow>

const withMod = (event: KeyboardEvent | MouseEvent): boolean => event.ctrlKey || event.metaKey

/**
 * How mouse and keys select rows: click, Ctrl-click, Shift-click; arrows move the focus, with Shift they extend, Space toggles,
 * Ctrl-A takes all of the filter, Escape none, Enter opens the track.
 */
export function useRowKeys(order: Order, actions: { open: (trackId: number) => void; copy: () => void; failed: (error: unknown) => void }) {
  const selection = useSelectionStore()
  let anchor = 0

  function extendTo(row: number): void {
    order
      .between(anchor, row)
      .then((ids) => selection.select(ids, 'replace'))
      .catch(actions.failed)
  }

  function clicked({ data, rowIndex, event, column }: CellClickedEvent<TrackRow>): void {
    if (!data || rowIndex === null || !(event instanceof MouseEvent)) return
    if (event.shiftKey) return extendTo(rowIndex)
    anchor = rowIndex
    selection.select([data.id], withMod(event) || column.getColId() === 'mark' ? 'toggle' : 'replace')
  }

  function focused({ api, rowIndex }: CellFocusedEvent<TrackRow>): void {
    if (rowIndex === null) return
    const id = api.getDisplayedRowAtIndex(rowIndex)?.data?.id
    if (id !== undefined) selection.focus(id)
  }

  function keyDown({ data, rowIndex, event }: CellKeyEvent): void {
    if (!(event instanceof KeyboardEvent) || !data || rowIndex === null) return
    const letter = event.key.toLowerCase()
    if (event.key === ' ') {
      anchor = rowIndex
      selection.select([data.id], 'toggle')
    } else if (event.key === 'Enter') actions.open(data.id)
    else if (event.key === 'Escape') selection.clear()
    else if (withMod(event) && letter === 'a') {
      order
        .all()
        .then((ids) => selection.select(ids))
        .catch(actions.failed)
    } else if (withMod(event) && letter === 'c') actions.copy()
    else if (event.shiftKey && event.key.startsWith('Arrow')) {
      if (selection.count === 0) anchor = rowIndex
      extendTo(Math.max(0, rowIndex + (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0)))
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') anchor = Math.max(0, rowIndex + (event.key === 'ArrowDown' ? 1 : -1))
  }

  /** Enter and Space are ours; arrows stay the grid's. The grid reports keys later, so what the browser would do is stopped here. */
  function isOurs({ event }: SuppressKeyboardEventParams<TrackRow>): boolean {
    const ours = event.key === ' ' || event.key === 'Enter' || (withMod(event) && ['a', 'c'].includes(event.key.toLowerCase()))
    if (ours) event.preventDefault()
    return ours
  }

  return { clicked, focused, keyDown, isOurs }
}
