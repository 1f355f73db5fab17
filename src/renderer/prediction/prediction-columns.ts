import { mdiPlay } from '@mdi/js'
import type { Scale } from '@shared/domain/plane'
import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { nameOfQuadrant } from '../charts/quadrants'
import { formatCoordinate, formatDuration } from '../ui/format'
import { formatSpread, type NumberedRow, quadrantOfRow, withinFolders } from './prediction-rows'

const svg = 'http://www.w3.org/2000/svg'

/** A play sign; the cell itself is clicked, and Enter plays from anywhere in the row. */
function renderListen({ data }: ICellRendererParams<NumberedRow>): HTMLElement {
  const cell = document.createElement('span')
  cell.className = 'cx-listen'
  cell.title = `Play ${data?.title ?? ''} (Enter)`
  const icon = document.createElementNS(svg, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', mdiPlay)
  icon.append(path)
  cell.append(icon)
  return cell
}

function renderQuadrant({ data }: ICellRendererParams<NumberedRow>): HTMLElement | string {
  if (!data) return ''
  const cell = document.createElement('span')
  const mark = document.createElement('span')
  mark.className = 'quadrant-mark'
  mark.style.background = `var(--cx-q${quadrantOfRow(data)})`
  cell.append(mark, ` Q${quadrantOfRow(data)}`)
  cell.title = nameOfQuadrant(quadrantOfRow(data))
  return cell
}

interface NumberColumn {
  readonly colId: string
  readonly headerName: string
  readonly headerTooltip: string
  readonly width: number
  readonly hide?: boolean
  /** What the column is sorted by. */
  value(row: NumberedRow): number | null
  text(row: NumberedRow): string
}

/** A column of numbers, aligned right and sorted by its values. */
function numberColumn({ value, text, ...column }: NumberColumn): ColDef<NumberedRow> {
  return {
    ...column,
    minWidth: 52,
    cellClass: 'cx-number',
    headerClass: 'cx-number-head',
    valueGetter: ({ data }) => (data ? value(data) : null),
    valueFormatter: ({ data }) => (data ? text(data) : ''),
  }
}

const listenColumn: ColDef<NumberedRow> = {
  colId: 'listen',
  headerName: 'Play',
  width: 44,
  minWidth: 44,
  resizable: false,
  sortable: false,
  cellClass: 'cx-play',
  cellRenderer: renderListen,
  valueGetter: () => '',
}

const quadrantColumn: ColDef<NumberedRow> = {
  colId: 'quadrant',
  headerName: 'Q',
  headerTooltip: 'Quadrant',
  width: 58,
  minWidth: 52,
  valueGetter: ({ data }) => (data ? quadrantOfRow(data) : null),
  cellRenderer: renderQuadrant,
}

const durationColumn = numberColumn({
  colId: 'duration',
  headerName: 'Length',
  headerTooltip: 'Length of the file',
  width: 70,
  value: ({ durationSeconds }) => durationSeconds,
  text: ({ durationSeconds }) => (durationSeconds > 0 ? formatDuration(durationSeconds) : '–'),
})

function coordinateColumn(
  colId: 'valence' | 'arousal',
  headerName: string,
  headerTooltip: string,
  scale: () => Scale,
): ColDef<NumberedRow> {
  const value = (row: NumberedRow): number => row[colId]
  return numberColumn({ colId, headerName, headerTooltip, width: 64, value, text: (row) => formatCoordinate(value(row), scale()) })
}

/**
 * Columns of the table of predictions.
 * @param scale read at each drawing
 * @param hasSpread whether several excerpts of a track were predicted
 * @param folders what was chosen: files are named as seen from there
 */
export function predictionColumns(scale: () => Scale, hasSpread: boolean, folders: readonly string[]): ColDef<NumberedRow>[] {
  return [
    listenColumn,
    { field: 'title', headerName: 'Title', flex: 3, minWidth: 120, tooltipField: 'path' },
    coordinateColumn('valence', 'V', 'Valence', scale),
    coordinateColumn('arousal', 'A', 'Arousal', scale),
    quadrantColumn,
    numberColumn({
      colId: 'spread',
      headerName: '±',
      headerTooltip: 'Standard deviation over the excerpts of the track',
      width: 60,
      hide: !hasSpread,
      value: ({ spread }) => spread,
      text: ({ spread }) => formatSpread(spread, scale()),
    }),
    durationColumn,
    {
      colId: 'file',
      headerName: 'File',
      flex: 2,
      minWidth: 90,
      tooltipField: 'path',
      valueGetter: ({ data }) => (data ? withinFolders(data.path, folders) : ''),
    },
  ]
}
