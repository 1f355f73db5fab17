import type { RunPrediction } from '@shared/contract/training'
import { rangeOfScale, toScale, type Quadrant, type Scale } from '@shared/domain/plane'
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

/** Points by the quadrant of their label, diamonds as all predictions are, the focused one above all. */
export function scatterData(predictions: readonly RunPrediction[], shown: Shown & { focused: number | null }): ChartData<DrawnChart> {
  const series = scatterSeries(predictions, shown.dimension, shown.scale)
  const focused = series.flat().filter(({ trackId }) => trackId === shown.focused)
  const { low, high } = rangeOfScale(shown.scale)
  const radius = radiusFor(predictions.length)
  const datasets = [
    {
      label: 'focused',
      data: focused,
      pointStyle: 'rectRot',
      radius: radius + 4,
      hoverRadius: radius + 4,
      backgroundColor: shown.colours.accent,
      borderColor: shown.colours.text,
      borderWidth: 2,
    },
    ...series.map((data, index) => {
      const colour = quadrantColours[(index + 1) as Quadrant]
      return {
        label: nameOfQuadrant((index + 1) as Quadrant),
        data,
        pointStyle: 'rectRot',
        radius,
        hoverRadius: radius + 2,
        backgroundColor: colour,
        borderColor: shown.colours.surface,
        borderWidth: 0.5,
      }
    }),
    {
      label: 'prediction = label',
      type: 'line',
      data: [
        { x: low, y: low },
        { x: high, y: high },
      ],
      borderColor: shown.colours.muted,
      borderWidth: 1,
      borderDash: [4, 4],
      pointRadius: 0,
      pointHitRadius: 0,
    },
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
