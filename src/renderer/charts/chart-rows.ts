import type { ChartData, ChartType } from 'chart.js'

type Cell = string | number

/** The track that a point stands for; null where it stands for none. */
const trackOf = (point: unknown): number | null =>
  typeof point === 'object' && point !== null && 'trackId' in point && typeof point.trackId === 'number' ? point.trackId : null

/** The tracks of a chart's rows, in the order of `chartRows`. */
export function chartTracks<Type extends ChartType>(data: ChartData<Type>): (number | null)[] {
  return data.datasets.flatMap((dataset) => dataset.data.map((point: unknown) => trackOf(point)))
}

const cellOf = (value: unknown): Cell => (typeof value === 'number' || typeof value === 'string' ? value : '')

/**
 * A chart's numbers as rows of a table, header first: series, x, y; x is the label where points have none of their own.
 */
export function chartRows<Type extends ChartType>(data: ChartData<Type>): Cell[][] {
  const rows: Cell[][] = [['series', 'x', 'y']]
  for (const dataset of data.datasets) {
    dataset.data.forEach((point: unknown, index: number) => {
      const series = dataset.label ?? ''
      const isPair = typeof point === 'object' && point !== null && 'x' in point && 'y' in point
      rows.push(isPair ? [series, cellOf(point.x), cellOf(point.y)] : [series, cellOf(data.labels?.[index] ?? index), cellOf(point)])
    })
  }
  return rows
}
