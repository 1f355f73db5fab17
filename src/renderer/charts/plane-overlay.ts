import type { Brush } from './drawing/brush'
import type { Plane } from '@shared/contract/tracks'
import type { PlanePoint } from '@shared/domain/plane'
import type { ChartColours } from './chart-colours'
import { toPixel, type Pixel, type PlaneFrame, type PlaneView } from './plane-geometry'
import { planeFont, withinFrame } from './plane-ground'
import { drawMarker, markerRadius, traceArrow, traceMarker } from './plane-markers'
import { shapeOfSource, type PlaneArrow, type PlaneMark } from './plane-types'
import { colourAt } from './quadrants'

/** Everything drawn above the points: it changes with the pointer and the selection. */
export interface OverlayScene {
  readonly view: PlaneView
  readonly frame: PlaneFrame
  readonly colours: ChartColours
  readonly plane: Plane | null
  readonly selectedRows: readonly number[]
  readonly focusedRow: number | null
  readonly hoveredRow: number | null
  readonly marks: readonly PlaneMark[]
  readonly arrows: readonly PlaneArrow[]
  /** Where a label is being placed. */
  readonly placement: PlanePoint | null
  /** The outline of a rectangle or lasso that is being drawn, in CSS pixels. */
  readonly outline: readonly Pixel[]
}

/** Draws selection, focus, arrows, named marks, the placed label and the outline of a selection. */
export function drawOverlay(context: Brush, scene: OverlayScene): void {
  withinFrame(context, scene.frame, () => {
    drawSelected(context, scene)
    drawArrows(context, scene)
    for (const mark of scene.marks) drawMark(context, scene, mark)
    for (const row of [scene.focusedRow, scene.hoveredRow]) if (row !== null) drawHalo(context, scene, row)
    if (scene.placement) drawPlacement(context, scene, scene.placement)
    drawOutline(context, scene)
  })
}

function pixelOfRow({ plane, view, frame }: OverlayScene, row: number): Pixel {
  return toPixel({ valence: plane?.valence[row] ?? NaN, arousal: plane?.arousal[row] ?? NaN }, view, frame)
}

function drawSelected(context: Brush, scene: OverlayScene): void {
  const { selectedRows, plane, colours } = scene
  if (!plane) return
  const radius = Math.max(2, markerRadius(plane.valence.length))
  context.strokeStyle = colours.text
  context.fillStyle = colours.accent
  context.lineWidth = 1
  const many = selectedRows.length > 2000
  for (const row of selectedRows) {
    const { x, y } = pixelOfRow(scene, row)
    if (many) {
      context.fillRect(x - 1, y - 1, 2, 2)
      continue
    }
    traceMarker(context, shapeOfSource(plane.source[row] ?? 0), x, y, radius + 1)
    context.fill()
    context.stroke()
  }
}

function drawHalo(context: Brush, scene: OverlayScene, row: number): void {
  const { plane, colours } = scene
  const { x, y } = pixelOfRow(scene, row)
  if (!plane || Number.isNaN(x)) return
  const point = { valence: plane.valence[row] ?? 0, arousal: plane.arousal[row] ?? 0 }
  context.lineWidth = 2
  context.strokeStyle = colours.text
  context.beginPath()
  context.arc(x, y, 8, 0, 2 * Math.PI)
  context.stroke()
  drawMarker(context, shapeOfSource(plane.source[row] ?? 0), x, y, 4, colourAt(point))
}

function drawArrows(context: Brush, { view, frame, colours, arrows }: OverlayScene): void {
  context.strokeStyle = colours.muted
  context.fillStyle = colours.text
  for (const arrow of arrows) {
    const from = toPixel(arrow.from, view, frame)
    const to = toPixel(arrow.to, view, frame)
    context.lineWidth = arrow.width
    context.globalAlpha = 0.65
    context.beginPath()
    traceArrow(context, from, to, 5 + arrow.width)
    context.stroke()
    context.globalAlpha = 1
    if (arrow.name) writeBeside(context, frame, from, arrow.name, colours, 10.5)
  }
}

function drawMark(context: Brush, { view, frame, colours }: OverlayScene, mark: PlaneMark): void {
  const { x, y } = toPixel(mark.point, view, frame)
  traceMarker(context, mark.shape, x, y, 7.5)
  context.fillStyle = colours.surface
  context.fill()
  drawMarker(context, mark.shape, x, y, 6, colourAt(mark.point))
  traceMarker(context, mark.shape, x, y, 7.5)
  context.strokeStyle = colours.text
  context.lineWidth = 1.2
  context.stroke()
  writeBeside(context, frame, { x, y }, mark.name, colours, 11.5)
}

function drawPlacement(context: Brush, { view, frame, colours }: OverlayScene, point: PlanePoint): void {
  const { x, y } = toPixel(point, view, frame)
  context.strokeStyle = colours.text
  context.lineWidth = 1
  context.setLineDash([3, 3])
  context.beginPath()
  context.moveTo(frame.left, y)
  context.lineTo(frame.left + frame.side, y)
  context.moveTo(x, frame.top)
  context.lineTo(x, frame.top + frame.side)
  context.stroke()
  context.setLineDash([])
  drawMarker(context, 'filled', x, y, 7, colourAt(point))
  context.lineWidth = 2
  context.strokeStyle = colours.text
  traceMarker(context, 'filled', x, y, 8)
  context.stroke()
}

/** Writes a name at the side of a pixel that has room, on a ground that keeps it readable. */
function writeBeside(context: Brush, frame: PlaneFrame, { x, y }: Pixel, text: string, colours: ChartColours, size: number): void {
  context.font = planeFont(size, 500)
  const width = context.measureText(text).width
  const right = x + 12 + width < frame.left + frame.side
  const left = right ? x + 11 : x - 11 - width
  context.fillStyle = colours.surface
  context.globalAlpha = 0.75
  context.fillRect(left - 2, y - size * 0.7, width + 4, size * 1.4)
  context.globalAlpha = 1
  context.fillStyle = colours.text
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillText(text, left, y)
}

function drawOutline(context: Brush, { outline, colours }: OverlayScene): void {
  const [first, ...others] = outline
  if (!first || others.length === 0) return
  context.beginPath()
  context.moveTo(first.x, first.y)
  for (const { x, y } of others) context.lineTo(x, y)
  context.closePath()
  context.globalAlpha = 0.12
  context.fillStyle = colours.accent
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = colours.accent
  context.lineWidth = 1.5
  context.stroke()
}
