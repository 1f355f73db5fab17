import type { Plane } from '@shared/contract/tracks'
import { quadrantAt, quadrants, type Quadrant } from '@shared/domain/plane'
import type { Brush } from './drawing/brush'
import { countPoints, paintDensity, smoothCounts } from './plane-density'
import { toPixel, type PlaneFrame, type PlaneView } from './plane-geometry'
import { markerShapes, type MarkerShape } from '@shared/domain/label'
import { shapeOfSource } from './plane-types'
import { quadrantColours } from './quadrants'

const cellPixels = 2

/** What markers need of a brush; a canvas beside the page has it too. */
type MarkerTool = 'arc' | 'beginPath' | 'closePath' | 'fill' | 'fillStyle' | 'lineTo' | 'lineWidth' | 'rect' | 'stroke' | 'strokeStyle'

/** Radius of a marker in CSS pixels: smaller where there are many. */
export function markerRadius(points: number): number {
  if (points > 5000) return 1.6
  return points > 1000 ? 2.4 : 3.5
}

/** Traces one marker around a pixel; rings and outlines are stroked by the caller, others filled. */
export function traceMarker(context: Pick<Brush, MarkerTool>, shape: MarkerShape, x: number, y: number, radius: number): void {
  context.beginPath()
  if (shape === 'square') context.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8)
  else if (shape === 'diamond') traceCorners(context, x, y, radius * 1.3, diamondCorners)
  else if (shape === 'triangle') traceCorners(context, x, y, radius * 1.3, triangleCorners)
  else context.arc(x, y, radius, 0, 2 * Math.PI)
}

type Corners = readonly (readonly [x: number, y: number])[]

const diamondCorners: Corners = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
]
const triangleCorners: Corners = [
  [0, -0.95],
  [0.95, 0.7],
  [-0.95, 0.7],
]

function traceCorners(context: Pick<Brush, MarkerTool>, x: number, y: number, size: number, corners: Corners): void {
  for (const [right, down] of corners) context.lineTo(x + right * size, y + down * size)
  context.closePath()
}

/** Draws a marker in one colour: rings hollow, all others filled. */
export function drawMarker(
  context: Pick<Brush, MarkerTool>,
  shape: MarkerShape,
  x: number,
  y: number,
  radius: number,
  colour: string,
): void {
  traceMarker(context, shape, x, y, radius)
  if (shape === 'ring') {
    context.strokeStyle = colour
    context.lineWidth = Math.max(1, radius * 0.42)
    context.stroke()
  } else {
    context.fillStyle = colour
    context.fill()
  }
}

/** Draws all points one by one, from pictures of the markers made once per drawing. */
export function drawPoints(context: CanvasRenderingContext2D, plane: Plane, view: PlaneView, frame: PlaneFrame, pixelRatio: number): void {
  const radius = markerRadius(plane.valence.length)
  const sprites = makeSprites(radius, pixelRatio)
  const size = spriteSide(radius)
  const perUnit = frame.side / (2 * view.halfSpan)
  context.globalAlpha = plane.valence.length > 1000 ? 0.75 : 0.95
  for (let row = 0; row < plane.valence.length; row += 1) {
    const [valence, arousal] = [plane.valence[row] ?? NaN, plane.arousal[row] ?? NaN]
    const x = frame.left + (valence - view.valence + view.halfSpan) * perUnit
    const y = frame.top + (view.arousal + view.halfSpan - arousal) * perUnit
    if (!(x > frame.left - size && y > frame.top - size && x < frame.left + frame.side + size && y < frame.top + frame.side + size))
      continue
    const sprite = sprites.get(spriteKey(shapeOfSource(plane.source[row] ?? 0), quadrantAt(valence, arousal)))
    if (sprite) context.drawImage(sprite, x - size / 2, y - size / 2, size, size)
  }
  context.globalAlpha = 1
}

/** What a density is counted and painted in, [cells, cells], before it is drawn at the size of the plane. */
interface DensityPicture {
  readonly canvas: OffscreenCanvas
  readonly image: ImageData
  readonly counts: Uint32Array<ArrayBuffer>
  readonly between: Float32Array<ArrayBuffer>
  readonly smooth: Float32Array<ArrayBuffer>
}

function emptyPicture(cells: number): DensityPicture {
  const counts = new Uint32Array(cells * cells)
  const [between, smooth] = [new Float32Array(cells * cells), new Float32Array(cells * cells)]
  return { canvas: new OffscreenCanvas(cells, cells), image: new ImageData(cells, cells), counts, between, smooth }
}

/** One for all planes, since it is drawn as soon as it is painted: a weight that is dragged leaves no garbage in its frames. */
let picture: DensityPicture | null = null

/** Draws how many points lie where, in the colours of the quadrants. */
export function drawDensity(context: CanvasRenderingContext2D, plane: Plane, view: PlaneView, frame: PlaneFrame): void {
  const cells = Math.max(16, Math.round(frame.side / cellPixels))
  if (picture?.canvas.width !== cells) picture = emptyPicture(cells)
  const { canvas, image, counts, between, smooth } = picture
  paintDensity(smoothCounts(countPoints(plane, view, cells, counts), cells, between, smooth), view, cells, image.data)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = true
  context.drawImage(canvas, frame.left, frame.top, frame.side, frame.side)
}

/** Draws arrows between pairs of rows (before, after), thin and faint when there are many. */
export function drawMovements(
  context: Brush,
  before: Plane,
  after: Plane,
  pairs: readonly (readonly [number, number])[],
  view: PlaneView,
  frame: PlaneFrame,
  colour: string,
): void {
  const pixelOf = (plane: Plane, row: number) =>
    toPixel({ valence: plane.valence[row] ?? NaN, arousal: plane.arousal[row] ?? NaN }, view, frame)
  context.strokeStyle = colour
  context.lineWidth = 0.8
  context.globalAlpha = pairs.length > 150 ? 0.28 : 0.6
  context.beginPath()
  for (const [from, to] of pairs) traceArrow(context, pixelOf(before, from), pixelOf(after, to), 4)
  context.stroke()
  context.globalAlpha = 1
}

/** Traces a line with a head of the given size at its end. */
export function traceArrow(context: Brush, from: { x: number; y: number }, to: { x: number; y: number }, head: number): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  for (const side of [-0.45, 0.45]) {
    context.moveTo(to.x, to.y)
    context.lineTo(to.x - head * Math.cos(angle + side), to.y - head * Math.sin(angle + side))
  }
}

const spriteKey = (shape: MarkerShape, quadrant: Quadrant): string => `${shape}${quadrant}`
const spriteSide = (radius: number): number => Math.ceil(radius * 2.8 + 2)

function makeSprites(radius: number, pixelRatio: number): Map<string, OffscreenCanvas> {
  const sprites = new Map<string, OffscreenCanvas>()
  const side = spriteSide(radius)
  for (const shape of markerShapes) {
    for (const quadrant of quadrants) {
      const sprite = new OffscreenCanvas(Math.ceil(side * pixelRatio), Math.ceil(side * pixelRatio))
      const context = sprite.getContext('2d')
      context?.scale(pixelRatio, pixelRatio)
      if (context) drawMarker(context, shape, side / 2, side / 2, radius, quadrantColours[quadrant])
      sprites.set(spriteKey(shape, quadrant), sprite)
    }
  }
  return sprites
}
