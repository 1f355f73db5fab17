import type { Epoch } from '@shared/contract/training'
import { groupBy } from '@shared/domain/group-by'
import { escapeHtml } from '../html'

const [width, height, margin] = [360, 230, 40]

/**
 * The mean squared errors of a run by epoch as SVG: on the training samples, and dashed on the samples that were held out; a line for each
 * fold. '' for a run without epochs.
 */
export function curvesSvg(epochs: readonly Epoch[], title: string): string {
  if (epochs.length === 0) return ''
  const last = Math.max(...epochs.map(({ epoch }) => epoch))
  const losses = epochs.flatMap(({ trainLoss, validationLoss }) => [trainLoss, validationLoss ?? trainLoss])
  const top = Math.max(...losses) || 1
  const x = (epoch: number): number => margin + ((epoch - 1) / Math.max(1, last - 1)) * (width - margin - 10)
  const y = (loss: number): number => height - margin - (loss / top) * (height - margin - 12)
  const line = (kind: string, points: readonly (readonly [number, number])[]): string => {
    const coordinates = points.map(([epoch, loss]) => `${x(epoch).toFixed(1)},${y(loss).toFixed(1)}`)
    return points.length === 0 ? '' : `<polyline class="curve ${kind}" points="${coordinates.join(' ')}"/>`
  }
  const lines = [...groupBy(epochs, ({ fold }) => fold).values()].flatMap((ofFold) => [
    line(
      '',
      ofFold.map(({ epoch, trainLoss }) => [epoch, trainLoss] as const),
    ),
    line(
      'held',
      ofFold.flatMap(({ epoch, validationLoss }) => (validationLoss === null ? [] : [[epoch, validationLoss] as const])),
    ),
  ])
  const axes =
    `<line class="axis" x1="${margin}" y1="${y(0)}" x2="${width - 10}" y2="${y(0)}"/>` +
    `<line class="axis" x1="${margin}" y1="12" x2="${margin}" y2="${y(0)}"/>`
  const texts = [
    `<text x="${margin}" y="${height - margin + 16}">1</text>`,
    `<text x="${width - 10}" y="${height - margin + 16}" text-anchor="end">${last}</text>`,
    `<text x="${(margin + width) / 2}" y="${height - margin + 30}" text-anchor="middle">epoch</text>`,
    `<text x="${margin - 5}" y="${y(0) + 4}" text-anchor="end">0</text>`,
    `<text x="${margin - 5}" y="20" text-anchor="end">${top.toFixed(2)}</text>`,
  ]
  const name = escapeHtml(title)
  const drawing = [axes, ...lines, ...texts].join('')
  return `<figure class="wide"><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">${drawing}</svg>
<figcaption>${name}</figcaption></figure>`
}
