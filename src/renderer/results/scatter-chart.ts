import type { RunPrediction } from '@shared/contract/training'
import { quadrants, rangeOfScale, toScale, type Quadrant, type Scale } from '@shared/domain/plane'
import type { ChartData, ChartOptions } from 'chart.js'
import type { ChartColours } from '../charts/chart-colours'
import { nameOfQuadrant, quadrantColours } from '../charts/quadrants'
import type { ChartPoint, DrawnChart } from '../charts/use-chart'
import { formatNumber } from '../ui/format'
import type { Dimension } from '@shared/domain/plane'
import { type ScatterPoint, scatterSeries } from './observed-predicted'

const isTrackPoint = (value: unknown): value is ScatterPoint => typeof value === 'object' && value !== null && 'trackId' in value

/** The track of a chart's point; null for the diagonal. */
export function trackAt(data: ChartData<DrawnChart>, { datasetIndex, index }: ChartPoint): number | null {
  const point: unknown = data.datasets[datasetIndex]?.data[index]
  return isTrackPoint(point) ? point.trackId : null
}

interface Shown {
  readonly dimension: Dimension
  readonly scale: Scale
  readonly colours: ChartColours
}

/** Radius of a point in CSS pixels: smaller where there are many. */
function radiusFor(points: number): number {
  if (points > 3000) return 1.5
  return points > 500 ? 2.5 : 4
}

function focusedDataset(data: readonly ScatterPoint[], radius: number, { accent, text }: ChartColours) {
  return {
    label: 'focused',
    data,
    pointStyle: 'rectRot',
    radius: radius + 4,
    hoverRadius: radius + 4,
    backgroundColor: accent,
    borderColor: text,
    borderWidth: 2,
  }
}

function quadrantDataset(data: readonly ScatterPoint[], quadrant: Quadrant, radius: number, colours: ChartColours) {
  return pointDataset(data, nameOfQuadrant(quadrant), quadrantColours[quadrant], radius, colours)
}

function pointDataset(data: readonly ScatterPoint[], label: string, colour: string, radius: number, { surface }: ChartColours) {
  return {
    label,
    data,
    pointStyle: 'rectRot',
    radius,
    hoverRadius: radius + 2,
    backgroundColor: colour,
    borderColor: surface,
    borderWidth: 0.5,
  }
}

/** The line on which prediction and label are equal. */
function diagonal(scale: Scale, { muted }: ChartColours) {
  const { low, high } = rangeOfScale(scale)
  return {
    label: 'prediction = label',
    type: 'line',
    data: [
      { x: low, y: low },
      { x: high, y: high },
    ],
    borderColor: muted,
    borderWidth: 1,
    borderDash: [4, 4],
    pointRadius: 0,
    pointHitRadius: 0,
  }
}

/** Points by the quadrant of their label, diamonds as all predictions are, the focused one above all. */
export function scatterData(
  predictions: readonly RunPrediction[],
  { dimension, scale, colours, focused }: Shown & { focused: number | null },
): ChartData<DrawnChart> {
  const series = scatterSeries(predictions, dimension, scale)
  const radius = radiusFor(predictions.length)
  const datasets = [
    focusedDataset(
      series.flat().filter(({ trackId }) => trackId === focused),
      radius,
      colours,
    ),
    ...quadrants.map((quadrant) => quadrantDataset(series[quadrant - 1] ?? [], quadrant, radius, colours)),
    pointDataset(series[quadrants.length] ?? [], 'one dimension', colours.muted, radius, colours),
    diagonal(scale, colours),
  ]
  // Chart.js types points as x and y alone; ours carry their track besides.
  return { datasets } as ChartData<DrawnChart>
}

/** Where an axis begins and ends: the scale with a little air, wider where predictions lie beyond it. @param values on the shown scale */
export function axisLimits(values: readonly number[], scale: Scale): { min: number; max: number } {
  const { low, high } = rangeOfScale(scale)
  const air = (high - low) * 0.04
  return { min: Math.min(low, ...values) - air, max: Math.max(high, ...values) + air }
}

/** Square axes over the whole scale, with a band where predictions lie. @param predicted lowest and highest, −1…1 */
export function scatterOptions(shown: Shown & { predicted: readonly [number, number] | null }): ChartOptions<DrawnChart> {
  const { low, high } = rangeOfScale(shown.scale)
  const predicted = (shown.predicted ?? []).map((value) => toScale(value, shown.scale))
  const limits = axisLimits(predicted, shown.scale)
  const ticks = [0, 1, 2, 3, 4].map((quarter) => ({ value: low + (quarter * (high - low)) / 4 }))
  const axis = (text: string) => ({
    type: 'linear' as const,
    ...limits,
    title: { display: true, text },
    ticks: { maxRotation: 0, callback: tick },
    // Seen whole, the marks are the scale's own; zoomed in, those that fit.
    afterBuildTicks: (built: { min: number; max: number; ticks: { value: number }[] }) => {
      if (built.min === limits.min && built.max === limits.max) built.ticks = ticks
    },
  })
  const band = {
    type: 'box' as const,
    yMin: predicted[0] ?? low,
    yMax: predicted[1] ?? low,
    borderWidth: 0,
    drawTime: 'beforeDatasetsDraw' as const,
    backgroundColor: shown.colours.dark ? 'rgba(255,255,255,.05)' : 'rgba(0,0,0,.04)',
  }
  return {
    scales: { x: axis('observed'), y: axis('predicted') },
    plugins: {
      legend: { display: false },
      annotation: { annotations: shown.predicted ? { band } : {} },
      tooltip: { callbacks: { title: () => '', label: ({ raw }) => describe(raw) }, filter: ({ raw }) => isTrackPoint(raw) },
    },
  }
}

function tick(value: string | number): string {
  return formatNumber(Number(value), 2).replace(/\.?0+$/, '')
}

function describe(raw: unknown): string[] {
  return isTrackPoint(raw) ? [raw.title, `observed ${formatNumber(raw.x)}, predicted ${formatNumber(raw.y)}`] : []
}
