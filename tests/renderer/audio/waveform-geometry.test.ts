import { describe, expect, it } from 'vitest'
import { excerptAt, excerptGround, halvesOfPeaks, zoomedPixelsPerSecond } from '@renderer/audio/waveform-geometry'

it('splits peaks into what goes up and what goes down', () => {
  const [maxima, minima] = halvesOfPeaks(Float32Array.of(-0.5, 0.25, -1, 0.75))
  expect([...maxima]).toEqual([0.25, 0.75])
  expect([...minima]).toEqual([-0.5, -1])
})

describe('the ground of an excerpt', () => {
  it('shows 3 of each 5 seconds as kept', () => {
    expect(excerptGround({ startSeconds: 20, endSeconds: 30 }, 'K', 'L')).toBe(
      'linear-gradient(to right, L 0%, K 0%, K 30%, L 30%, L 50%, K 50%, K 80%, L 80%, L 100%)',
    )
  })

  it('leaves out everything after 73 seconds', () => {
    const ground = excerptGround({ startSeconds: 0, endSeconds: 146 }, 'K', 'L')
    const last = ground.match(/K ([\d.]+)%/g)?.at(-1)
    expect(last).toBe('K 50%')
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
