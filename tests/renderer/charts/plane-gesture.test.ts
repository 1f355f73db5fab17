import { expect, it } from 'vitest'
import { frameOf, toPixel, wholePlane } from '@renderer/charts/plane-geometry'
import { beginGesture, isClick, modeOf, outlineOnPlane } from '@renderer/charts/plane-gesture'

const pressed = (held: { button?: number; altKey?: boolean; shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean } = {}) => ({
  button: 0,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
})
const at = { x: 100, y: 100 }

it('selects by dragging, moves the view by Alt or the middle button, and places the label where labels are placed', () => {
  expect(beginGesture(pressed(), at, 'rectangle', false)).toMatchObject({ kind: 'outline', mode: 'replace' })
  expect(beginGesture(pressed(), at, 'pan', false).kind).toBe('pan')
  expect(beginGesture(pressed({ altKey: true }), at, 'lasso', false).kind).toBe('pan')
  expect(beginGesture(pressed({ button: 1 }), at, 'rectangle', true).kind).toBe('pan')
  expect(beginGesture(pressed(), at, 'pan', true).kind).toBe('place')
})

it('adds with Shift and toggles with Ctrl or Cmd', () => {
  expect(modeOf(pressed({ shiftKey: true }))).toBe('add')
  expect(modeOf(pressed({ ctrlKey: true }))).toBe('toggle')
  expect(modeOf(pressed({ metaKey: true }))).toBe('toggle')
})

it('takes a trembling hand for a click, but not a small lasso', () => {
  expect(isClick(at, { x: 102, y: 101 }, [at, at])).toBe(true)
  expect(isClick(at, { x: 130, y: 100 }, [at, at])).toBe(false)
  expect(
    isClick(
      at,
      { x: 101, y: 100 },
      Array.from({ length: 30 }, () => at),
    ),
  ).toBe(false)
})

it('gives outlines in valence and arousal', () => {
  const frame = frameOf(400)
  const [corner] = outlineOnPlane([toPixel({ valence: 0.5, arousal: -0.25 }, wholePlane, frame)], wholePlane, frame)
  expect(corner?.x).toBeCloseTo(0.5)
  expect(corner?.y).toBeCloseTo(-0.25)
})
