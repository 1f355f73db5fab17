import { expect, it } from 'vitest'
import { movedByKey, planeKeyOf } from '@renderer/charts/plane-keys'

const key = (name: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

it('moves a label by 0.05, with Shift by 0.01, and not off the plane', () => {
  expect(movedByKey({ valence: 0.1, arousal: 0.2 }, key('ArrowRight'))).toEqual({ valence: 0.15, arousal: 0.2 })
  expect(movedByKey({ valence: 0.1, arousal: 0.2 }, key('ArrowDown', { shiftKey: true }))).toEqual({ valence: 0.1, arousal: 0.19 })
  expect(movedByKey({ valence: 0.98, arousal: 0 }, key('ArrowRight'))).toEqual({ valence: 1, arousal: 0 })
})

it('leaves other keys and keys held with Ctrl alone', () => {
  expect(movedByKey({ valence: 0, arousal: 0 }, key('ArrowUp', { ctrlKey: true }))).toBeNull()
  expect(movedByKey({ valence: 0, arousal: 0 }, key('x'))).toBeNull()
})

it('walks, zooms, selects and opens', () => {
  expect(planeKeyOf(key('ArrowLeft'))).toEqual({ action: 'walk', direction: 'left' })
  expect(planeKeyOf(key('0'))).toEqual({ action: 'reset' })
  expect(planeKeyOf(key('a', { ctrlKey: true }))).toEqual({ action: 'select-all' })
  expect(planeKeyOf(key('Enter'))).toEqual({ action: 'open' })
  expect(planeKeyOf(key('a'))).toBeNull()
})
