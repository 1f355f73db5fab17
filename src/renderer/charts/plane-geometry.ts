import { toScale, fromScale, rangeOfScale, type PlanePoint, type Quadrant, type Scale } from '@shared/domain/plane'

/** The part of the plane that is seen: a square around a centre, `halfSpan` to each side. */
export interface PlaneView {
  readonly valence: number
  readonly arousal: number
  readonly halfSpan: number
}

/** Where the plot lies inside its canvas, in CSS pixels; always a square. */
export interface PlaneFrame {
  readonly left: number
  readonly top: number
  readonly side: number
}

/** A point on the canvas in CSS pixels, from its upper left corner. */
export interface Pixel {
  readonly x: number
  readonly y: number
}

const margin = { left: 38, bottom: 38, far: 6 }
const smallestTickRange = 1e-6
const halfSpanLimits = { smallest: 0.02, largest: 2 }

/** The whole plane with a little air around it. */
export const wholePlane: PlaneView = { valence: 0, arousal: 0, halfSpan: 1.06 }

/**
 * Lays the plot into a square canvas, leaving room for the axes at the left and below.
 * @param side side of the canvas in CSS pixels
 */
export function frameOf(side: number): PlaneFrame {
  return { left: margin.left, top: margin.far, side: Math.max(1, side - margin.left - margin.far) }
}

/** Converts a point on the plane to its pixel. */
export function toPixel(point: PlanePoint, view: PlaneView, frame: PlaneFrame): Pixel {
  const perUnit = frame.side / (2 * view.halfSpan)
  return {
    x: frame.left + (point.valence - view.valence + view.halfSpan) * perUnit,
    y: frame.top + (view.arousal + view.halfSpan - point.arousal) * perUnit,
  }
}

/** Converts a pixel to its point on the plane. */
export function toPoint(pixel: Pixel, view: PlaneView, frame: PlaneFrame): PlanePoint {
  const perPixel = (2 * view.halfSpan) / frame.side
  return {
    valence: (pixel.x - frame.left) * perPixel + view.valence - view.halfSpan,
    arousal: view.arousal + view.halfSpan - (pixel.y - frame.top) * perPixel,
  }
}

/** The outer corner of each quadrant. */
export const corners: Readonly<Record<Quadrant, PlanePoint>> = {
  1: { valence: 1, arousal: 1 },
  2: { valence: -1, arousal: 1 },
  3: { valence: -1, arousal: -1 },
  4: { valence: 1, arousal: -1 },
}

/** The part of a quadrant inside the plot, in CSS pixels; `right` ≤ `left` where none is seen. */
export function seenPart(
  quadrant: Quadrant,
  view: PlaneView,
  frame: PlaneFrame,
): { left: number; right: number; top: number; bottom: number } {
  const origin = toPixel({ valence: 0, arousal: 0 }, view, frame)
  const corner = toPixel(corners[quadrant], view, frame)
  return {
    left: Math.max(frame.left, Math.min(origin.x, corner.x)),
    right: Math.min(frame.left + frame.side, Math.max(origin.x, corner.x)),
    top: Math.max(frame.top, Math.min(origin.y, corner.y)),
    bottom: Math.min(frame.top + frame.side, Math.max(origin.y, corner.y)),
  }
}

/** Moves a point to the nearest point inside [−1, 1]. */
export function clampToPlane(point: PlanePoint): PlanePoint {
  const clamp = (value: number): number => Math.min(1, Math.max(-1, value))
  return { valence: clamp(point.valence), arousal: clamp(point.arousal) }
}

/** Whether a pixel lies inside the plot. */
export function isInFrame(pixel: Pixel, frame: PlaneFrame): boolean {
  const inside = (value: number, low: number): boolean => value >= low && value <= low + frame.side
  return inside(pixel.x, frame.left) && inside(pixel.y, frame.top)
}

/**
 * Zooms so that the point under a pixel stays under it.
 * @param factor above 1 shows less of the plane, larger
 */
export function zoomAt(view: PlaneView, frame: PlaneFrame, pixel: Pixel, factor: number): PlaneView {
  const halfSpan = Math.min(halfSpanLimits.largest, Math.max(halfSpanLimits.smallest, view.halfSpan / factor))
  const anchor = toPoint(pixel, view, frame)
  const ratio = halfSpan / view.halfSpan
  return keepInSight({
    valence: anchor.valence + (view.valence - anchor.valence) * ratio,
    arousal: anchor.arousal + (view.arousal - anchor.arousal) * ratio,
    halfSpan,
  })
}

/** Moves the view with a drag of the pointer, in CSS pixels. */
export function panBy(view: PlaneView, frame: PlaneFrame, dx: number, dy: number): PlaneView {
  const perPixel = (2 * view.halfSpan) / frame.side
  return keepInSight({ ...view, valence: view.valence - dx * perPixel, arousal: view.arousal + dy * perPixel })
}

function keepInSight(view: PlaneView): PlaneView {
  return { ...clampToPlane(view), halfSpan: view.halfSpan }
}

/** A mark on an axis: `at` in [−1, 1] of the plane, `text` in the shown scale. */
export interface Tick {
  readonly at: number
  readonly text: string
}

/**
 * Round numbers of the shown scale inside a range of the plane.
 * @param low lower end in plane units
 * @param high upper end in plane units
 */
export function ticksBetween(low: number, high: number, scale: Scale): Tick[] {
  const range = rangeOfScale(scale)
  const from = Math.max(toScale(low, scale), range.low)
  const to = Math.min(toScale(high, scale), range.high)
  if (!(to - from > smallestTickRange)) return []
  const step = roundStep((to - from) / 4)
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))
  const ticks: Tick[] = []
  for (let index = Math.ceil(from / step - 1e-6); index * step <= to + step * 1e-6; index += 1) {
    ticks.push({ at: fromScale(index * step, scale), text: signed(index * step, digits) })
  }
  return ticks
}

/** The nearest of 1, 2, 2.5, 5 × 10ⁿ at or above a width. */
function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= width * 0.999) ?? 10
  return factor * power
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** Whether a point lies inside a closed polygon (even–odd rule). */
export function isInPolygon(point: Pixel, polygon: readonly Pixel[]): boolean {
  let inside = false
  let previous = polygon[polygon.length - 1]
  for (const corner of polygon) {
    if (previous && corner.y > point.y !== previous.y > point.y) {
      const crossing = corner.x + ((point.y - corner.y) / (previous.y - corner.y)) * (previous.x - corner.x)
      if (point.x < crossing) inside = !inside
    }
    previous = corner
  }
  return inside
}

/** The four corners of the rectangle between two opposite ones. */
export function rectangleBetween(one: Pixel, other: Pixel): Pixel[] {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }]
}
