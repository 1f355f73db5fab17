import type { Brush } from './drawing/brush'
import { quadrants, type Quadrant, type Scale } from '@shared/domain/plane'
import type { ChartColours } from './chart-colours'
import { corners, seenPart, ticksBetween, toPixel, type PlaneFrame, type PlaneView } from './plane-geometry'
import { quadrantColours, nameOfQuadrant } from './quadrants'

/** What the ground of a plane depends on. */
export interface GroundScene {
  readonly view: PlaneView
  readonly frame: PlaneFrame
  readonly scale: Scale
  readonly colours: ChartColours
}

/** Distance of a quadrant's name from its edges, and the height that it needs, in CSS pixels. */
const inset = 6
const smallestHeight = 24
/** Below this side, in CSS pixels, names are written smaller. */
const smallPlane = 320

/** Font of everything written on a plane. */
export const planeFont = (size: number, weight = 400): string => `${weight} ${size}px system-ui, sans-serif`

/** Draws the tinted quadrants, grid lines, names and axes. */
export function drawGround(context: Brush, scene: GroundScene): void {
  withinFrame(context, scene.frame, () => {
    for (const quadrant of quadrants) tintQuadrant(context, scene, quadrant)
    drawGrid(context, scene)
    for (const quadrant of quadrants) nameQuadrant(context, scene, quadrant)
  })
  drawAxes(context, scene)
}

/** Runs drawing that must not leave the plot. */
export function withinFrame(context: Brush, frame: PlaneFrame, draw: () => void): void {
  context.save()
  context.beginPath()
  context.rect(frame.left, frame.top, frame.side, frame.side)
  context.clip()
  draw()
  context.restore()
}

function tintQuadrant(context: Brush, { view, frame, colours }: GroundScene, quadrant: Quadrant): void {
  const origin = toPixel({ valence: 0, arousal: 0 }, view, frame)
  const corner = toPixel(corners[quadrant], view, frame)
  context.globalAlpha = colours.dark ? 0.16 : 0.1
  context.fillStyle = quadrantColours[quadrant]
  context.fillRect(origin.x, origin.y, corner.x - origin.x, corner.y - origin.y)
  context.globalAlpha = 1
}

function drawGrid(context: Brush, { view, frame, scale, colours }: GroundScene): void {
  context.strokeStyle = colours.grid
  context.lineWidth = 1
  context.beginPath()
  for (const { at } of ticksBetween(view.valence - view.halfSpan, view.valence + view.halfSpan, scale)) {
    const { x } = toPixel({ valence: at, arousal: 0 }, view, frame)
    line(context, crisp(x), frame.top, crisp(x), frame.top + frame.side)
  }
  for (const { at } of ticksBetween(view.arousal - view.halfSpan, view.arousal + view.halfSpan, scale)) {
    const { y } = toPixel({ valence: 0, arousal: at }, view, frame)
    line(context, frame.left, crisp(y), frame.left + frame.side, crisp(y))
  }
  context.stroke()
  drawCentreLines(context, { view, frame, colours })
}

function drawCentreLines(context: Brush, { view, frame, colours }: Omit<GroundScene, 'scale'>): void {
  const { x, y } = toPixel({ valence: 0, arousal: 0 }, view, frame)
  context.strokeStyle = colours.muted
  context.globalAlpha = 0.7
  context.beginPath()
  line(context, crisp(x), frame.top, crisp(x), frame.top + frame.side)
  line(context, frame.left, crisp(y), frame.left + frame.side, crisp(y))
  context.stroke()
  context.globalAlpha = 1
}

/** Names a quadrant in its outer corner: in full where there is room, by its number where there is little. */
function nameQuadrant(context: Brush, { view, frame, colours }: GroundScene, quadrant: Quadrant): void {
  const seen = seenPart(quadrant, view, frame)
  context.font = planeFont(frame.side < smallPlane ? 10 : 11, 600)
  const name = [nameOfQuadrant(quadrant), `Q${quadrant}`].find(
    (text) => context.measureText(text).width + 2 * inset < seen.right - seen.left,
  )
  if (name === undefined || seen.bottom - seen.top < smallestHeight) return
  const isRight = corners[quadrant].valence > 0
  const isUpper = corners[quadrant].arousal > 0
  context.textAlign = isRight ? 'right' : 'left'
  context.textBaseline = isUpper ? 'top' : 'bottom'
  context.fillStyle = colours.text
  context.globalAlpha = 0.78
  context.fillText(name, isRight ? seen.right - inset : seen.left + inset, isUpper ? seen.top + inset : seen.bottom - inset)
  context.globalAlpha = 1
}

function drawAxes(context: Brush, { view, frame, scale, colours }: GroundScene): void {
  const bottom = frame.top + frame.side
  context.fillStyle = colours.muted
  context.font = planeFont(10.5)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (const { at, text } of ticksBetween(view.valence - view.halfSpan, view.valence + view.halfSpan, scale)) {
    context.fillText(text, toPixel({ valence: at, arousal: 0 }, view, frame).x, bottom + 5)
  }
  context.fillText('valence →', frame.left + frame.side / 2, bottom + 20)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const { at, text } of ticksBetween(view.arousal - view.halfSpan, view.arousal + view.halfSpan, scale)) {
    context.fillText(text, frame.left - 5, toPixel({ valence: 0, arousal: at }, view, frame).y)
  }
  context.save()
  context.translate(8, frame.top + frame.side / 2)
  context.rotate(-Math.PI / 2)
  context.textAlign = 'center'
  context.fillText('arousal →', 0, 0)
  context.restore()
}

const crisp = (value: number): number => Math.round(value) + 0.5

function line(context: Brush, x1: number, y1: number, x2: number, y2: number): void {
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
}
