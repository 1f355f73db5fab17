import { BasicPlatform, type ChartData, type ChartOptions } from 'chart.js'
import type { ChartColours } from '../chart-colours'
import { chartOptions } from '../chart-options'
import { Chart } from '../chart-registry'
import type { DrawnChart, SeenScales } from '../use-chart'
import { type MeasureText, SvgBrush } from './svg-brush'

/** What is drawn, and on how large a sheet, in CSS pixels. */
export interface ChartDrawing {
  readonly type: DrawnChart
  readonly data: ChartData<DrawnChart>
  readonly options: ChartOptions<DrawnChart>
  readonly name: string
  readonly width: number
  readonly height: number
  readonly seen: SeenScales
}

/** Nothing moves or answers on paper. Lines with segments are drawn point by point, not from a path that only a canvas can read. */
const paperOptions = {
  responsive: false,
  devicePixelRatio: 1,
  events: [],
  elements: { line: { segment: {} } },
  plugins: { tooltip: { enabled: false }, zoom: { zoom: { wheel: { enabled: false } }, pan: { enabled: false } } },
}

/**
 * A chart as SVG: chart.js draws it once more, onto a sheet that writes down what is drawn.
 * @param colours of the sheet
 * @param recolour as `SvgBrush`: the chart's data may hold colours of another theme
 */
export function chartSvg(
  { type, data, options, name, width, height, seen }: ChartDrawing,
  colours: ChartColours,
  measure: MeasureText,
  recolour: (colour: string) => string,
): string {
  const brush = new SvgBrush(measure, recolour)
  const sheet = Object.assign(document.createElement('canvas'), { width, height, getContext: () => brush })
  Object.assign(brush, { canvas: sheet })
  const drawn = chartOptions(colours, options, { ...paperOptions, scales: seen })
  const chart = new Chart<DrawnChart>(sheet, { type, data, options: drawn, platform: BasicPlatform })
  chart.resize(width, height)
  const svg = brush.svg(width, height, name, colours.surface)
  chart.destroy()
  return svg
}
