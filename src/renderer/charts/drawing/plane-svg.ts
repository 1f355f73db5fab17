import type { Plane } from '@shared/contract/tracks'
import { quadrantAt } from '@shared/domain/plane'
import { type GroundScene, drawGround, withinFrame } from '../plane-ground'
import { toPixel } from '../plane-geometry'
import { drawMarker, drawMovements, markerRadius } from '../plane-markers'
import { movedRows } from '../plane-search'
import { shapeOfSource } from '../plane-types'
import { quadrantColours } from '../quadrants'
import type { Paper } from './paper'
import { SvgBrush } from './svg-brush'

/** A plane to draw: its points one by one, and arrows from where they were before. */
export interface PlaneDrawing extends Omit<GroundScene, 'colours'> {
  readonly plane: Plane | null
  readonly before: Plane | null
  readonly name: string
  /** Side of the sheet, in CSS pixels. */
  readonly side: number
}

/** As many arrows, and from which movement on, as in the window. */
const [smallestMovement, mostArrows] = [0.02, 500]

/** A plane as SVG. Every point is a mark of its own, where the window shows how dense they lie too. */
export function planeSvg({ plane, before, name, side, ...ground }: PlaneDrawing, { colours, measure }: Paper): string {
  const brush = new SvgBrush(measure)
  const { view, frame } = ground
  drawGround(brush, { ...ground, colours })
  withinFrame(brush, frame, () => {
    if (plane) drawEachPoint(brush, plane, ground)
    if (plane && before)
      drawMovements(brush, before, plane, movedRows(before, plane, smallestMovement, mostArrows), view, frame, colours.text)
  })
  return brush.svg(side, side, name, colours.surface)
}

function drawEachPoint(brush: SvgBrush, plane: Plane, { view, frame }: Pick<GroundScene, 'view' | 'frame'>): void {
  const radius = markerRadius(plane.valence.length)
  brush.globalAlpha = plane.valence.length > 1000 ? 0.75 : 0.95
  const right = frame.left + frame.side
  const bottom = frame.top + frame.side
  for (const [row, valence] of plane.valence.entries()) {
    const point = { valence, arousal: plane.arousal[row] ?? NaN }
    const { x, y } = toPixel(point, view, frame)
    if (!(x > frame.left - radius && y > frame.top - radius && x < right + radius && y < bottom + radius)) continue
    drawMarker(brush, shapeOfSource(plane.source[row] ?? 0), x, y, radius, quadrantColours[quadrantAt(point.valence, point.arousal)])
  }
  brush.globalAlpha = 1
}
