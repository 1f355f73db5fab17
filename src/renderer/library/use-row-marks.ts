import type { TrackRow } from '@shared/contract/tracks'
import type { ProcessRowParams, RowClassRules } from 'ag-grid-community'
import { watch, type Ref } from 'vue'
import { useSelectionStore } from '../api/stores/selection-store'

/** Lights the selected and the focused rows; rows already drawn are changed in place, which no redraw matches in speed. */
export function useRowMarks(root: Readonly<Ref<HTMLElement | null>>) {
  const selection = useSelectionStore()

  const rowClassRules: RowClassRules<TrackRow> = {
    'cx-selected': ({ data }) => data !== undefined && selection.selectedTrackIds.has(data.id),
    'cx-focused': ({ data }) => data !== undefined && selection.focusedTrackId === data.id,
  }

  function mark(): void {
    for (const row of root.value?.querySelectorAll<HTMLElement>('.ag-row[row-id]') ?? []) {
      const id = Number(row.getAttribute('row-id'))
      const isSelected = selection.selectedTrackIds.has(id)
      row.classList.toggle('cx-selected', isSelected)
      row.classList.toggle('cx-focused', selection.focusedTrackId === id)
      row.setAttribute('aria-selected', String(isSelected))
    }
  }

  /** Announces to screen readers whether a row that scrolled into sight is selected. */
  function describeRow({ eRow, node }: ProcessRowParams<TrackRow>): void {
    eRow.setAttribute('aria-selected', String(node.data !== undefined && selection.selectedTrackIds.has(node.data.id)))
  }

  watch([() => selection.selectedTrackIds, () => selection.focusedTrackId], mark, { flush: 'post' })
  return { rowClassRules, mark, describeRow }
}
