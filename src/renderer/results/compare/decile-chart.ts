import type { Comparison } from '@shared/contract/comparison'
import { type Dimension, rangeOfScale, type Scale, toScale } from '@shared/domain/plane'
import type { ChartData, ChartOptions } from 'chart.js'
import type { ChartColours } from '../../charts/chart-colours'
import type { DrawnChart } from '../../charts/use-chart'
import { axisLimits } from '../scatter-chart'

/** Okabe–Ito, safe for colour-blind eyes; entries past the last begin anew with another mark. */
const lineColours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9']
const marks = ['circle', 'triangle', 'rect', 'rectRot', 'star', 'crossRot']

/** Mean label against mean prediction of each tenth of the predictions, a line for each entry, and the line on which both are equal. */
export function decileData(
  { entries }: Comparison,
  { dimension, scale, colours }: { dimension: Dimension; scale: Scale; colours: ChartColours },
): ChartData<DrawnChart> {
  const { low, high } = rangeOfScale(scale)
  const lines = entries.map(({ name, calibration }, index) => ({
    label: name,
    type: 'line',
    data: (calibration[dimension]?.deciles ?? []).map(({ meanPredicted, meanObserved }) => ({
      x: toScale(meanPredicted, scale),
      y: toScale(meanObserved, scale),
    })),
    borderColor: lineColours[index % lineColours.length],
    backgroundColor: lineColours[index % lineColours.length],
    pointStyle: marks[index % marks.length],
    pointRadius: 4,
    borderWidth: 1.5,
  }))
  const diagonal = {
    label: 'prediction = label',
    type: 'line',
    data: [low, high].map((value) => ({ x: value, y: value })),
    borderColor: colours.muted,
    borderWidth: 1,
    borderDash: [4, 4],
    pointRadius: 0,
    pointHitRadius: 0,
  }
  // Chart.js types the points of a mixed chart more narrowly than it draws them.
  return { datasets: [...lines, diagonal] } as ChartData<DrawnChart>
}

/** Square axes over the whole scale. */
export function decileOptions(scale: Scale): ChartOptions<DrawnChart> {
  const limits = axisLimits([], scale)
  const axis = (text: string) => ({ type: 'linear' as const, ...limits, title: { display: true, text } })
  return { scales: { x: axis('mean prediction'), y: axis('mean label') }, plugins: { legend: { display: true, position: 'bottom' } } }
}
