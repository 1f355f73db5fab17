import type { TrackRow, TrackSort } from '@shared/contract/tracks'
import { call } from '../api/client'
import { useFilterStore } from '../api/stores/filter-store'
import { useSelectionStore } from '../api/stores/selection-store'
import { useSettingsStore } from '../api/stores/settings-store'
import { identifyTracks } from '../charts/identity-columns'
import { toCsv } from '../ui/csv-clipboard'
import { countOf } from '../ui/format'
import { useErrors } from '../ui/use-errors'
import { useToasts } from '../ui/use-toasts'
import type { Scale } from '@shared/domain/plane'
import { trackColumns } from './track-columns'
import { allRows } from './track-source'

/** Numbers as programs read them: a hyphen for the minus sign, nothing where there is no value. */
const plainNumber = (text: string): string => text.replace('−', '-').replace(/^–$/, '')

/** The rows' own id outside of the library is among what joins them. */
const joined: ReadonlySet<string> = new Set(['externalId'])

/**
 * Rows as CSV: the given columns in their order, then what joins the table with others, whichever columns are shown: the track's number
 * in this library, its id in the source of the tags, and the path of its audio.
 */
export async function rowsAsCsv(rows: readonly TrackRow[], columnIds: readonly string[], scale: Scale): Promise<string> {
  const columns = columnIds.filter((id) => !joined.has(id)).flatMap((id) => trackColumns.filter((column) => column.id === id))
  const heads = columns.map((column) => column.tooltip ?? column.title)
  const identities = await identifyTracks(rows.map(({ id }) => id))
  const cells = rows.map((row) => [
    ...columns.map((column) => (column.isText ? column.text(row, scale) : plainNumber(column.text(row, scale)))),
    ...[String(row.id), row.externalId ?? '', identities.get(row.id)?.path ?? ''],
  ])
  return toCsv([[...heads, 'trackId', 'externalId', 'path'], ...cells])
}

/** Copies the selected rows, or all of the filter when none is selected, with the columns that are shown, path and id. */
export function useCopyRows(shownColumns: () => string[], sort: () => TrackSort) {
  const selection = useSelectionStore()
  const filter = useFilterStore()
  const settings = useSettingsStore()
  const { guard } = useErrors()
  const { show } = useToasts()

  async function copy(): Promise<void> {
    await guard(async () => {
      const rows = await allRows(selection.count > 0 ? { trackIds: [...selection.selectedTrackIds] } : filter.filter, sort())
      await call('app.copyText', { text: await rowsAsCsv(rows, shownColumns(), settings.scale) })
      show(`${countOf(rows.length, 'row')} copied as CSV.`)
    })
  }
  return { copy }
}
