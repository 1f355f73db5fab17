import type { ChartOptions, ChartType } from 'chart.js'
import type { ChartColours } from './chart-colours'

/** Options that every chart of the window shares: theme colours, no animation, wheel zoom and drag pan. */
export function baseOptions(colours: ChartColours): ChartOptions {
  const axis = {
    grid: { color: colours.grid },
    ticks: { color: colours.muted, font: { size: 11 } },
    title: { color: colours.muted, font: { size: 11 } },
  }
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: colours.text,
    interaction: { mode: 'nearest', intersect: false },
    scales: { x: axis, y: axis },
    plugins: {
      legend: { labels: { color: colours.text, boxWidth: 10, boxHeight: 10, usePointStyle: true, font: { size: 11 } } },
      tooltip: { displayColors: false, cornerRadius: 4, padding: 6 },
      zoom: { zoom: { wheel: { enabled: true }, mode: 'xy' }, pan: { enabled: true, mode: 'xy' } },
    },
  }
}

type Tree = { readonly [key: string]: unknown }

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype

/** Lays one tree of options over another: objects are merged, everything else is replaced. */
export function mergeTrees(under: Tree, over: Tree): Tree {
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key]
    merged[key] = isTree(below) && isTree(value) ? mergeTrees(below, value) : value
  }
  return merged
}

const treeOf = (options: object | undefined): Tree => Object.fromEntries(Object.entries(options ?? {}))

/** A chart's own options over those that all charts share. @param last lie over both */
export function chartOptions<Type extends ChartType>(colours: ChartColours, own: ChartOptions<Type>, last: Tree = {}): ChartOptions<Type> {
  // Both are trees of options for the same chart; the merge keeps their shape.
  return mergeTrees(mergeTrees(treeOf(baseOptions(colours)), treeOf(own)), last) as ChartOptions<Type>
}
