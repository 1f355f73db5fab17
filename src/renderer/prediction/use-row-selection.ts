import type { GridApi, IRowNode } from 'ag-grid-community'
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { combineSelection, type SelectionMode } from '../api/stores/selection-store'
import type { NumberedRow } from './prediction-rows'

/** Which rows are selected and which is in focus, shared by table and plane. */
export function useRowSelection() {
  const selected: ShallowRef<ReadonlySet<number>> = shallowRef(new Set())
  const focused = shallowRef<number | null>(null)

  function select(ids: Iterable<number>, mode: SelectionMode = 'replace'): void {
    selected.value = combineSelection(selected.value, ids, mode)
  }

  function reset(): void {
    selected.value = new Set()
    focused.value = null
  }

  return { selected, focused, select, focus: (id: number | null) => (focused.value = id), reset }
}

/** Keeps the grid's selection equal to the given one, in both directions, and brings the focused row into sight. */
export function useGridSelection(
  api: ShallowRef<GridApi<NumberedRow> | null>,
  selected: Ref<ReadonlySet<number>>,
  focused: Ref<number | null>,
) {
  const node = (id: number): IRowNode<NumberedRow> | undefined => api.value?.getRowNode(String(id))

  function show(): void {
    const grid = api.value
    if (!grid) return
    const present = new Set(grid.getSelectedRows().map(({ id }) => id))
    const change = (ids: readonly number[], newValue: boolean): void =>
      grid.setNodesSelected({ nodes: ids.flatMap((id) => node(id) ?? []), newValue })
    change(
      [...present].filter((id) => !selected.value.has(id)),
      false,
    )
    change(
      [...selected.value].filter((id) => !present.has(id)),
      true,
    )
  }

  function reveal(): void {
    const row = focused.value === null ? undefined : node(focused.value)
    if (row) api.value?.ensureNodeVisible(row)
  }

  watch(selected, show, { flush: 'post' })
  watch(focused, reveal, { flush: 'post' })
  return { show }
}
