import { color } from 'chart.js/helpers'
import type { Brush } from './brush'
import { identity, joined, type Matrix, rotation, scaleOf, short } from './svg-matrix'
import { SvgPath } from './svg-path'

/** The width of a text in a font, as `CanvasRenderingContext2D.measureText` says it. */
export type MeasureText = (text: string, font: string) => TextMetrics

type Style = Pick<Brush, 'fillStyle' | 'strokeStyle' | 'globalAlpha' | 'lineWidth' | 'font' | 'textAlign' | 'textBaseline'> & {
  readonly map: Matrix
  readonly dash: readonly number[]
  readonly clip: string
  readonly lineCap: CanvasLineCap
  readonly lineJoin: CanvasLineJoin
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const anchors: Readonly<Record<CanvasTextAlign, string>> = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' }
/** How far below the given height the baseline of a text lies, in its size; written out, as Inkscape knows no `dominant-baseline`. */
const baselines: Readonly<Record<CanvasTextBaseline, number>> = {
  ...{ top: 0.8, hanging: 0.8, middle: 0.35, alphabetic: 0, ideographic: -0.2, bottom: -0.2 },
}

/**
 * Draws as a 2D canvas does, so far as charts and planes need it, and gives an SVG of it: text stays text, colours are plain ones with an
 * opacity of their own, which drawing programs read.
 */
export class SvgBrush implements Brush {
  fillStyle: Brush['fillStyle'] = '#000'
  strokeStyle: Brush['strokeStyle'] = '#000'
  globalAlpha = 1
  lineWidth = 1
  lineCap: CanvasLineCap = 'butt'
  lineJoin: CanvasLineJoin = 'miter'
  font = '10px sans-serif'
  textAlign: CanvasTextAlign = 'start'
  textBaseline: CanvasTextBaseline = 'alphabetic'
  private map: Matrix = identity
  private dash: readonly number[] = []
  private clipId = ''
  private path = new SvgPath()
  private readonly saved: Style[] = []
  private elements: string[] = []
  private clips: string[] = []

  /**
   * @param measure how wide texts are
   * @param recolour gives another colour in place of one, such as that of the light theme
   */
  constructor(
    private readonly measure: MeasureText,
    private readonly recolour: (colour: string) => string = (colour) => colour,
  ) {}

  /** The drawing. @param title what it shows @param ground CSS colour behind it */
  svg(width: number, height: number, title: string, ground: string): string {
    const [w, h] = [short(width), short(height)]
    const defs = this.clips.length === 0 ? '' : `<defs>${this.clips.join('')}</defs>\n`
    return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title>${escapeXml(title)}</title>
${defs}<rect width="${w}" height="${h}" fill="${escapeXml(ground)}"/>
${this.elements.join('\n')}
</svg>
`
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, font, textAlign, textBaseline, lineCap, lineJoin, map, dash } = this
    const style = { fillStyle, strokeStyle, globalAlpha, lineWidth, font, textAlign, textBaseline, lineCap, lineJoin }
    this.saved.push({ ...style, map, dash, clip: this.clipId })
  }

  restore(): void {
    const before = this.saved.pop()
    if (!before) return
    const { map, dash, clip, ...style } = before
    Object.assign(this, style)
    this.map = map
    this.dash = dash
    this.clipId = clip
  }

  translate(x: number, y: number): void {
    this.map = joined(this.map, [1, 0, 0, 1, x, y])
  }

  rotate(angle: number): void {
    this.map = joined(this.map, rotation(angle))
  }

  setTransform(a?: number | DOMMatrix2DInit, b = 0, c = 0, d = 1, e = 0, f = 0): void {
    this.map = typeof a === 'number' ? [a, b, c, d, e, f] : identity
  }

  resetTransform(): void {
    this.map = identity
  }

  /** Charts clear all before they draw anew. */
  clearRect(): void {
    this.elements = []
    this.clips = []
  }

  setLineDash(dash: readonly number[]): void {
    this.dash = [...dash]
  }

  getLineDash(): number[] {
    return [...this.dash]
  }

  beginPath(): void {
    this.path = new SvgPath()
  }

  closePath(): void {
    this.path.close()
  }

  moveTo(x: number, y: number): void {
    this.path.moveTo(this.map, x, y)
  }

  lineTo(x: number, y: number): void {
    this.path.lineTo(this.map, x, y)
  }

  bezierCurveTo(...numbers: [number, number, number, number, number, number]): void {
    this.path.curveTo(this.map, ...numbers)
  }

  quadraticCurveTo(...numbers: [number, number, number, number]): void {
    this.path.curveTo(this.map, ...numbers)
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.path.rect(this.map, x, y, width, height)
  }

  arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
    this.path.arc(this.map, [x, y], [radius, radius], from, to, backwards)
  }

  ellipse(x: number, y: number, rx: number, ry: number, turned: number, from: number, to: number, backwards = false): void {
    const map = joined(this.map, joined([1, 0, 0, 1, x, y], rotation(turned)))
    this.path.arc(map, [0, 0], [rx, ry], from, to, backwards)
  }

  fill(): void {
    this.add(`<path d="${this.path.data}" ${this.paint('fill', this.fillStyle)}${this.clipping()}/>`)
  }

  stroke(): void {
    const scale = scaleOf(this.map)
    const dash = this.dash.length === 0 ? '' : ` stroke-dasharray="${this.dash.map((length) => short(length * scale)).join(' ')}"`
    const ends = `${this.lineCap === 'butt' ? '' : ` stroke-linecap="${this.lineCap}"`} stroke-linejoin="${this.lineJoin}"`
    const look = `${this.paint('stroke', this.strokeStyle)} stroke-width="${short(this.lineWidth * scale)}"${ends}${dash}`
    if (this.lineWidth > 0) this.add(`<path d="${this.path.data}" fill="none" ${look}${this.clipping()}/>`)
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.aside(x, y, width, height, () => this.fill())
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.aside(x, y, width, height, () => this.stroke())
  }

  clip(): void {
    const id = `clip${this.clips.length + 1}`
    this.clips.push(`<clipPath id="${id}"${this.clipping()}><path d="${this.path.data}"/></clipPath>`)
    this.clipId = id
  }

  measureText(text: string): TextMetrics {
    return this.measure(text, this.font)
  }

  fillText(text: string, x: number, y: number): void {
    const size = Number(/([\d.]+)px/u.exec(this.font)?.[1] ?? 10)
    const weight = /\b(bold|[1-9]00)\b/u.exec(this.font)?.[1] ?? 'normal'
    const family = this.font
      .slice(this.font.indexOf('px') + 2)
      .replace(/^\/\S+/u, '')
      .trim()
    const [a, b, c, d, e, f] = joined(this.map, [1, 0, 0, 1, x, y + baselines[this.textBaseline] * size])
    const where =
      a === 1 && b === 0 && d === 1 ? `x="${short(e)}" y="${short(f)}"` : `transform="matrix(${[a, b, c, d, e, f].map(short).join(' ')})"`
    const font = `font-family="${escapeXml(family)}" font-size="${short(size)}"${weight === 'normal' ? '' : ` font-weight="${weight}"`}`
    const look = `${font} text-anchor="${anchors[this.textAlign]}" ${this.paint('fill', this.fillStyle)}${this.clipping()}`
    this.add(`<text ${where} ${look}>${escapeXml(text)}</text>`)
  }

  private aside(x: number, y: number, width: number, height: number, draw: () => void): void {
    const kept = this.path
    this.path = new SvgPath()
    this.rect(x, y, width, height)
    draw()
    this.path = kept
  }

  private add(element: string): void {
    if (!element.includes('d=""') && !element.includes('opacity="0"')) this.elements.push(element)
  }

  /** A colour and its opacity; what is no plain colour becomes black. */
  private paint(name: 'fill' | 'stroke', style: unknown): string {
    const { r, g, b, a } = color(this.recolour(typeof style === 'string' ? style : '#000')).rgb
    const opacity = a * this.globalAlpha
    const hex = [r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')
    return `${name}="#${hex}"${opacity >= 1 ? '' : ` ${name}-opacity="${short(opacity)}"`}`
  }

  private clipping(): string {
    return this.clipId === '' ? '' : ` clip-path="url(#${this.clipId})"`
  }
}
