import type { Chart as ChartInstance, ChartData, ChartOptions } from 'chart.js'
import { onBeforeUnmount, onMounted, toRaw, watch, type Ref } from 'vue'
import { useChartColours } from './chart-colours'
import { chartOptions } from './chart-options'
import { Chart } from './chart-registry'

/** Kinds of charts that views draw. */
export type DrawnChart = 'line' | 'bar' | 'scatter'

/** A point of a chart, by series and index in it. */
export interface ChartPoint {
  readonly datasetIndex: number
  readonly index: number
}

/** The part of each linear axis that is shown. */
export type SeenScales = Readonly<Record<string, { readonly min: number; readonly max: number }>>

interface Given {
  readonly type: DrawnChart
  readonly data: ChartData<DrawnChart>
  readonly options: ChartOptions<DrawnChart>
}

/**
 * Owns one chart.js chart: made when its canvas is there, updated when what it shows or the theme changes, destroyed with its
 * component. The chart itself is never reactive.
 */
export function useChart(given: Given, canvas: Readonly<Ref<HTMLCanvasElement | null>>, pointClick: (point: ChartPoint) => void) {
  const colours = useChartColours()
  let chart: ChartInstance<DrawnChart> | null = null

  function optionsNow(): ChartOptions<DrawnChart> {
    const options = chartOptions(colours.value, toRaw(given.options))
    return {
      ...options,
      onClick: (_event, elements) => {
        const [element] = elements
        if (element) pointClick({ datasetIndex: element.datasetIndex, index: element.index })
      },
    }
  }

  function destroy(): void {
    chart?.destroy()
    chart = null
  }

  function create(): void {
    destroy()
    if (canvas.value) chart = new Chart<DrawnChart>(canvas.value, { type: given.type, data: toRaw(given.data), options: optionsNow() })
  }

  onMounted(create)
  onBeforeUnmount(destroy)
  watch(() => given.type, create)
  watch([() => given.data, () => given.options, colours], () => {
    if (!chart) return
    chart.data = toRaw(given.data)
    chart.options = optionsNow()
    chart.update('none')
  })

  /** The part of each linear axis that is shown, as options: after a zoom not all of it. */
  function seenScales(): SeenScales {
    const linear = Object.entries(chart?.scales ?? {}).filter(([, { type }]) => type === 'linear')
    return Object.fromEntries(linear.map(([axis, { min, max }]) => [axis, { min, max }]))
  }

  return { colours, resetZoom: () => chart?.resetZoom(), seenScales }
}
