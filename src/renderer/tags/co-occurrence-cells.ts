import { type CoOccurrence, shareTogether } from '@shared/domain/co-occurrence'
import { countOf, formatCount } from '../ui/format'
import { formatPercent } from './tag-preview'

/** What the cells of the matrix state: tracks, or the share of the tracks of a row's word. */
export type CellMeasure = 'tracks' | 'share'

/** One cell of the matrix. */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly text: string
  /** In words, for a tooltip and for those who hear it. */
  readonly name: string
  /** How full it is drawn, 0…1. */
  readonly fill: number
}

/** A row of the matrix: a word with the tracks that carry each other word too. */
export interface CellRow {
  readonly word: string
  readonly cells: readonly Cell[]
}

/** The matrix with the commonest words first; words that no track carries are left out. Fill is by the square root: rare pairs show. */
export function cellRows(together: CoOccurrence, measure: CellMeasure): CellRow[] {
  const { words, tracks } = together
  const tracksOf = (row: number, column: number): number => tracks[row * words.length + column] ?? 0
  const order = words
    .map((_, index) => index)
    .filter((index) => tracksOf(index, index) > 0)
    .sort((one, other) => tracksOf(other, other) - tracksOf(one, one))
  const most = Math.max(1, ...order.flatMap((row) => order.filter((column) => column !== row).map((column) => tracksOf(row, column))))
  return order.map((row) => ({
    word: words[row] ?? '',
    cells: order.map((column): Cell => {
      const [count, share] = [tracksOf(row, column), shareTogether(together, row, column)]
      const shown = measure === 'tracks' ? formatCount(count) : formatPercent(share).replace(' %', '')
      return {
        row,
        column,
        text: count === 0 ? '' : shown,
        name: nameOf(words[row] ?? '', words[column] ?? '', count, share),
        fill: row === column ? 0 : Math.sqrt(measure === 'tracks' ? count / most : share),
      }
    }),
  }))
}

function nameOf(row: string, column: string, count: number, share: number): string {
  if (row === column) return `${row}: ${countOf(count, 'track')}`
  return `${row} and ${column}: ${countOf(count, 'track')}, ${formatPercent(share)} of those with ${row}`
}

/** Where an arrow key, Home or End leads from a cell, as row and column; null for other keys. */
export function nextCell(key: string, [row, column]: readonly [number, number], size: number): [number, number] | null {
  const within = (index: number): number => Math.min(size - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowRight':
      return [row, within(column + 1)]
    case 'ArrowLeft':
      return [row, within(column - 1)]
    case 'ArrowDown':
      return [within(row + 1), column]
    case 'ArrowUp':
      return [within(row - 1), column]
    case 'Home':
      return [row, 0]
    case 'End':
      return [row, within(size - 1)]
    default:
      return null
  }
}
