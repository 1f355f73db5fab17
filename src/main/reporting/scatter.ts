import { rangeOfScale, type Scale, toScale } from '@shared/domain/plane'
import { escapeHtml } from './html'

/** Two coordinates of a point, −1…1; a point beyond that range is drawn at the border. */
export type Point = readonly [x: number, y: number]

/** What a drawing shows. */
export interface ScatterLabels {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly scale: Scale
}

const size = 320
const margin = 44
/** Of more points than these, evenly chosen ones are drawn: more would overlap. */
const maximumPoints = 4000

/**
 * Draws points on a square from −1 to 1 in both directions, with the middle lines, as SVG.
 * @param diagonal whether to draw the line of equal coordinates, as in predicted against observed
 */
export function scatterSvg(points: readonly Point[], labels: ScatterLabels, diagonal: boolean): string {
  const [middle, low, high] = [pixel(0), pixel(-1), pixel(1)]
  const lines = [
    line(low, size - middle, high, size - middle),
    line(middle, size - low, middle, size - high),
    ...(diagonal ? [line(low, size - low, high, size - high)] : []),
  ]
  const ends = rangeOfScale(labels.scale)
  const texts = [
    text(low, size - low + 18, 'start', number(ends.low)),
    text(middle, size - low + 18, 'middle', `${labels.x} (${number(toScale(0, labels.scale))} in the middle)`),
    text(high, size - low + 18, 'end', number(ends.high)),
    `<text transform="translate(${low - 10} ${size - middle}) rotate(-90)" text-anchor="middle">${escapeHtml(labels.y)}</text>`,
  ]
  const frame = `<rect class="axis" fill="none" x="${low}" y="${size - high}" width="${high - low}" height="${high - low}"/>`
  const title = escapeHtml(labels.title)
  return `<figure><svg viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" role="img" aria-label="${title}">
${frame}${lines.join('')}${thinned(points).map(dot).join('')}${texts.join('')}</svg><figcaption>${title}</figcaption></figure>`
}

/** Coordinate in the picture, in pixels, of a value in [−1, 1]. */
function pixel(value: number): number {
  return margin + ((Math.max(-1, Math.min(1, value)) + 1) / 2) * (size - 2 * margin)
}

function dot([x, y]: Point): string {
  return `<circle class="point" cx="${pixel(x).toFixed(1)}" cy="${(size - pixel(y)).toFixed(1)}" r="2.5"/>`
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="axis" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`
}

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', words: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(words)}</text>`
}

function number(value: number): string {
  return value.toString().replace('-', '−')
}

function thinned(points: readonly Point[]): readonly Point[] {
  const step = Math.ceil(points.length / maximumPoints)
  return step <= 1 ? points : points.filter((_, index) => index % step === 0)
}
