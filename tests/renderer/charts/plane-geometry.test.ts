import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampToPlane,
  frameOf,
  isInFrame,
  isInPolygon,
  panBy,
  rectangleBetween,
  seenPart,
  ticksBetween,
  toPixel,
  toPoint,
  wholePlane,
  zoomAt,
} from '@renderer/charts/plane-geometry'

const frame = frameOf(500)
const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const view = fc.record({ valence: coordinate, arousal: coordinate, halfSpan: fc.double({ min: 0.05, max: 1.5, noNaN: true }) })
const pixel = fc.record({ x: fc.double({ min: 40, max: 490, noNaN: true }), y: fc.double({ min: 8, max: 460, noNaN: true }) })

describe('the way between plane and pixels', () => {
  it('leads back to the same point in every view', () => {
    fc.assert(
      fc.property(view, coordinate, coordinate, (seen, valence, arousal) => {
        const back = toPoint(toPixel({ valence, arousal }, seen, frame), seen, frame)
        expect(back.valence).toBeCloseTo(valence, 9)
        expect(back.arousal).toBeCloseTo(arousal, 9)
      }),
    )
  })

  it('puts valence to the right and arousal upwards, on a square', () => {
    const low = toPixel({ valence: -1, arousal: -1 }, wholePlane, frame)
    const high = toPixel({ valence: 1, arousal: 1 }, wholePlane, frame)
    expect(high.x).toBeGreaterThan(low.x)
    expect(high.y).toBeLessThan(low.y)
    expect(high.x - low.x).toBeCloseTo(low.y - high.y, 9)
    expect(isInFrame(low, frame) && isInFrame(high, frame)).toBe(true)
  })

  it('keeps the point under the pointer while zooming', () => {
    fc.assert(
      fc.property(pixel, fc.double({ min: 1, max: 4, noNaN: true }), (at, factor) => {
        const before = toPoint(at, wholePlane, frame)
        const after = toPoint(at, zoomAt(wholePlane, frame, at, factor), frame)
        // The centre is kept on the plane, which only matters outside of it.
        fc.pre(Math.abs(before.valence) <= 1 && Math.abs(before.arousal) <= 1)
        expect(after.valence).toBeCloseTo(before.valence, 6)
        expect(after.arousal).toBeCloseTo(before.arousal, 6)
      }),
    )
  })

  it('moves the plane with the pointer when panning', () => {
    const moved = panBy(wholePlane, frame, 30, -20)
    const origin = toPixel({ valence: 0, arousal: 0 }, wholePlane, frame)
    const after = toPixel({ valence: 0, arousal: 0 }, moved, frame)
    expect(after.x - origin.x).toBeCloseTo(30)
    expect(after.y - origin.y).toBeCloseTo(-20)
  })

  it('never leaves the plane when clamping', () => {
    expect(clampToPlane({ valence: 1.4, arousal: -7 })).toEqual({ valence: 1, arousal: -1 })
  })
})

describe('ticks', () => {
  it('stand at round numbers of the shown scale', () => {
    expect(ticksBetween(-1.06, 1.06, '-1-1').map(({ text }) => text)).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0'])
    expect(ticksBetween(-1.06, 1.06, '0-1').map(({ at }) => at)).toEqual([-1, -0.5, 0, 0.5, 1])
    expect(ticksBetween(-1.06, 1.06, '1-9').map(({ text }) => text)).toEqual(['2', '4', '6', '8'])
  })

  it('stay inside the range and within the plane', () => {
    fc.assert(
      fc.property(coordinate, fc.double({ min: 0.02, max: 2, noNaN: true }), fc.constantFrom('-1-1', '0-1', '1-9'), (low, span, scale) => {
        for (const { at } of ticksBetween(low, low + span, scale)) {
          expect(at).toBeGreaterThanOrEqual(Math.max(-1, low) - 1e-6)
          expect(at).toBeLessThanOrEqual(Math.min(1, low + span) + 1e-6)
        }
      }),
    )
  })
})

describe('outlines', () => {
  it('hold what lies inside a rectangle, whichever corner came first', () => {
    fc.assert(
      fc.property(pixel, pixel, pixel, (one, other, point) => {
        const between = (value: number, a: number, b: number): boolean => value > Math.min(a, b) && value < Math.max(a, b)
        fc.pre(point.x !== one.x && point.x !== other.x && point.y !== one.y && point.y !== other.y)
        expect(isInPolygon(point, rectangleBetween(one, other))).toBe(between(point.x, one.x, other.x) && between(point.y, one.y, other.y))
      }),
    )
  })

  it('leave out the hollow of a lasso', () => {
    const horseshoe = [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 9, y: 9 },
      { x: 6, y: 9 },
      { x: 6, y: 3 },
      { x: 3, y: 3 },
      { x: 3, y: 9 },
      { x: 0, y: 9 },
    ]
    expect(isInPolygon({ x: 4.5, y: 6 }, horseshoe)).toBe(false)
    expect(isInPolygon({ x: 1.5, y: 6 }, horseshoe)).toBe(true)
  })
})

it('knows how much of a quadrant is seen', () => {
  const moved = { ...wholePlane, valence: -0.9 }
  const left = seenPart(2, moved, frame)
  const right = seenPart(1, moved, frame)
  expect(left.right - left.left).toBeGreaterThan(right.right - right.left)
  expect(right.right).toBeCloseTo(frame.left + frame.side)
  const far = seenPart(4, { valence: -0.5, arousal: 0.5, halfSpan: 0.1 }, frame)
  expect(far.right).toBeLessThanOrEqual(far.left)
})
