import { mdiAlertOutline, mdiCommentTextOutline, mdiMusicNote, mdiTextLong } from '@mdi/js'
import type { TrackRow, TrackSort } from '@shared/contract/tracks'
import { sourceDescriptors } from '@shared/domain/label'
import { quadrantOf, type Scale } from '@shared/domain/plane'
import type { ColDef, ICellRendererParams, ValueFormatterParams } from 'ag-grid-community'
import { countOf, formatCoordinate, formatDuration } from '../ui/format'

/** The quadrant's number of a labelled row, or null. */
export function quadrantOfRow(row: Pick<TrackRow, 'valence' | 'arousal'>): 1 | 2 | 3 | 4 | null {
  return row.valence === null || row.arousal === null ? null : quadrantOf({ valence: row.valence, arousal: row.arousal })
}

function markOf(path: string, title: string, state: 'present' | 'absent' | 'missing'): string {
  const drawing = `<svg viewBox="0 0 24 24" width="15" height="15" aria-hidden="true"><path d="${path}"/></svg>`
  return `<span class="cx-has ${state}" title="${title}">${drawing}</span>`
}

/** Marks for audio, lyrics and comments; texts are fixed, so nothing of a file gets into the markup. */
export function renderMaterial({ data }: ICellRendererParams<TrackRow>): HTMLElement {
  const cell = document.createElement('span')
  cell.className = 'cx-material'
  if (!data) return cell
  const audio = data.missingAudio
    ? markOf(mdiAlertOutline, 'audio file is missing', 'missing')
    : markOf(mdiMusicNote, data.hasAudio ? 'audio' : 'no audio', data.hasAudio ? 'present' : 'absent')
  cell.innerHTML =
    audio +
    markOf(mdiTextLong, data.hasLyrics ? 'lyrics' : 'no lyrics', data.hasLyrics ? 'present' : 'absent') +
    markOf(mdiCommentTextOutline, data.hasComments ? 'comments' : 'no comments', data.hasComments ? 'present' : 'absent')
  return cell
}

/** How many excerpts' labels the label is the mean of; nothing for a label of the whole track. */
function excerptsOf({ labelledExcerpts }: TrackRow): string[] {
  return labelledExcerpts === 0 ? [] : [countOf(labelledExcerpts, 'excerpt')]
}

function renderQuadrant({ data }: ICellRendererParams<TrackRow>): HTMLElement | string {
  const quadrant = data ? quadrantOfRow(data) : null
  if (quadrant === null) return data ? '–' : ''
  const cell = document.createElement('span')
  cell.innerHTML = `<span class="quadrant-mark" style="background: var(--cx-q${quadrant})"></span> Q${quadrant}`
  return cell
}

const material = (row: TrackRow): string =>
  [row.missingAudio ? 'audio missing' : row.hasAudio && 'audio', row.hasLyrics && 'lyrics', row.hasComments && 'comments']
    .filter(Boolean)
    .join(' ')

interface TrackColumn {
  readonly id: string
  readonly title: string
  readonly width: number
  readonly flex?: number
  readonly hidden?: boolean
  readonly alignRight?: boolean
  readonly tooltip?: string
  /** What a person wrote, to be copied letter for letter. */
  readonly isText?: boolean
  readonly sort?: TrackSort['by']
  /** The cell's text, in the table and in a CSV. */
  readonly text: (row: TrackRow, scale: Scale) => string
  readonly render?: (parameters: ICellRendererParams<TrackRow>) => HTMLElement | string
}

/** The table's columns in their first order. */
export const trackColumns: readonly TrackColumn[] = [
  { id: 'title', title: 'Title', width: 220, flex: 3, isText: true, sort: 'title', text: (row) => row.title },
  { id: 'artist', title: 'Artist', width: 160, flex: 2, isText: true, sort: 'artist', text: (row) => row.artist },
  { id: 'album', title: 'Album', width: 140, hidden: true, isText: true, sort: 'album', text: (row) => row.album },
  {
    id: 'valence',
    title: 'V',
    width: 56,
    alignRight: true,
    sort: 'valence',
    tooltip: 'Valence',
    text: (row, scale) => formatCoordinate(row.valence, scale),
  },
  {
    id: 'arousal',
    title: 'A',
    width: 56,
    alignRight: true,
    sort: 'arousal',
    tooltip: 'Arousal',
    text: (row, scale) => formatCoordinate(row.arousal, scale),
  },
  {
    id: 'quadrant',
    title: 'Q',
    width: 50,
    tooltip: 'Quadrant',
    text: (row) => quadrantOfRow(row)?.toString() ?? '',
    render: renderQuadrant,
  },
  {
    id: 'source',
    title: 'Source',
    width: 124,
    sort: 'source',
    tooltip: 'Where the label comes from; of a track that is labelled by its excerpts, how many',
    text: (row) => (row.source ? [sourceDescriptors[row.source].title, ...excerptsOf(row)].join(', ') : '–'),
  },
  {
    id: 'durationSeconds',
    title: 'Length',
    width: 64,
    alignRight: true,
    sort: 'durationSeconds',
    text: (row) => formatDuration(row.durationSeconds),
  },
  { id: 'material', title: 'Has', width: 72, tooltip: 'Audio, lyrics, comments', text: material, render: renderMaterial },
  {
    id: 'externalId',
    title: 'Id',
    width: 120,
    hidden: true,
    isText: true,
    tooltip: 'Id in the source of the tags',
    text: (row) => row.externalId ?? '',
  },
]

/** The grid's columns; the first is the narrow one whose click adds a row to the selection. */
export function gridColumns(scale: () => Scale): ColDef<TrackRow>[] {
  const mark: ColDef<TrackRow> = {
    colId: 'mark',
    headerName: '✓',
    width: 34,
    minWidth: 34,
    maxWidth: 34,
    resizable: false,
    sortable: false,
    lockPosition: 'left',
    suppressMovable: true,
    cellClass: 'cx-mark',
    valueFormatter: () => '',
    headerTooltip: 'Click a box to add the row to the selection',
  }
  const columns = trackColumns.map((column): ColDef<TrackRow> => ({
    colId: column.id,
    headerName: column.title,
    width: column.width,
    minWidth: 50,
    sortable: column.sort !== undefined,
    hide: column.hidden ?? false,
    headerTooltip: column.tooltip ?? column.title,
    ...(column.flex !== undefined && { flex: column.flex, minWidth: 84 }),
    ...(column.alignRight && { cellClass: 'cx-number', headerClass: 'cx-number-head' }),
    ...(column.id === 'title' && { sort: 'asc' as const }),
    ...(column.render && { cellRenderer: column.render }),
    valueGetter: ({ data }) => data,
    valueFormatter: ({ data }: ValueFormatterParams<TrackRow>) => (data ? column.text(data, scale()) : ''),
  }))
  return [mark, ...columns]
}
