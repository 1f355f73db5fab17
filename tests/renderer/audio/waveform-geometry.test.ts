import { describe, expect, it } from 'vitest'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import { excerptAt, excerptGround, halvesOfPeaks, zoomedPixelsPerSecond } from '@renderer/audio/waveform-geometry'

it('splits peaks into what goes up and what goes down', () => {
  const [maxima, minima] = halvesOfPeaks(Float32Array.of(-0.5, 0.25, -1, 0.75))
  expect([...maxima]).toEqual([0.25, 0.75])
  expect([...minima]).toEqual([-0.5, -1])
})

describe('the ground of an excerpt', () => {
  const colours = { kept: 'K', leftOut: 'L' }
  const groundOf = (startSeconds: number, endSeconds: number, rule = defaultExcerptRule, duration = 300): string =>
    excerptGround({ startSeconds, endSeconds }, rule, duration, colours)

  it('shows 3 of each 5 seconds as kept', () => {
    expect(groundOf(20, 93)).toContain('L 0%, L 0%, K 0%, K 4.11%, L 4.11%, L 6.849%, K 6.849%, K 10.959%, L 10.959%')
  })

  it('follows the rule that is drawn, in the middle of an excerpt that is longer', () => {
    const every10 = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    expect(groundOf(20, 30, every10)).toBe('linear-gradient(to right, L 0%, L 0%, K 0%, K 100%, L 100%, L 100%)')
    expect(groundOf(20, 40, every10)).toBe('linear-gradient(to right, L 0%, L 25%, K 25%, K 75%, L 75%, L 100%)')
    expect(groundOf(400, 420, every10)).toBe('linear-gradient(to right, L 0%, L 100%)')
  })
})

describe('an excerpt made by key', () => {
  it('begins where the music is', () => {
    expect(excerptAt(12, 200, 73)).toEqual({ startSeconds: 12, endSeconds: 85 })
  })

  it('stays within the track, also a short one', () => {
    expect(excerptAt(190, 200, 73)).toEqual({ startSeconds: 127, endSeconds: 200 })
    expect(excerptAt(10, 60, 73)).toEqual({ startSeconds: 0, endSeconds: 60 })
  })
})

it('zooms between the whole track and 400 pixels a second', () => {
  expect(zoomedPixelsPerSecond(0, 2, 10)).toBe(20)
  expect(zoomedPixelsPerSecond(20, 0.25, 10)).toBe(10)
  expect(zoomedPixelsPerSecond(300, 2, 10)).toBe(400)
})
