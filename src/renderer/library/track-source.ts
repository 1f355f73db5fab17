import type { TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'
import type { IDatasource, SortModelItem } from 'ag-grid-community'
import { call } from '../api/client'
import { trackColumns } from './track-columns'

const firstSort: TrackSort = { by: 'title', direction: 'ascending' }
const rowsPerCall = 1000

/** The sort that the services take, from the grid's. */
export function sortOf(model: readonly Pick<SortModelItem, 'colId' | 'sort'>[]): TrackSort {
  const item = model[0]
  const by = trackColumns.find((column) => column.id === item?.colId)?.sort
  return item && by ? { by, direction: item.sort === 'desc' ? 'descending' : 'ascending' } : firstSort
}

/**
 * Rows for the grid, a block at a time, from the library.
 * @param onLoaded called with the total and the sort with each block
 * @param onFailed called with what went wrong; the grid then shows empty rows
 */
export function createTrackSource(
  filter: TrackFilter,
  onLoaded: (total: number, sort: TrackSort) => void,
  onFailed: (error: unknown) => void,
): IDatasource {
  return {
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
      const sort = sortOf(sortModel)
      call('tracks.page', { filter, sort, offset: startRow, limit: endRow - startRow })
        .then(({ rows, total }) => {
          onLoaded(total, sort)
          successCallback(rows, total)
        })
        .catch((error: unknown) => {
          failCallback()
          onFailed(error)
        })
    },
  }
}

/** All rows of a filter, in calls of a thousand. */
export async function allRows(filter: TrackFilter, sort: TrackSort): Promise<TrackRow[]> {
  const rows: TrackRow[] = []
  for (;;) {
    const page = await call('tracks.page', { filter, sort, offset: rows.length, limit: rowsPerCall })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
