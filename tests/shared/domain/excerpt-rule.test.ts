import { expect, it } from 'vitest'
import { keptRanges } from '@shared/domain/excerpt-rule'

const secondsOf = (ranges: readonly { startSeconds: number; endSeconds: number }[]): number =>
  ranges.reduce((sum, range) => sum + range.endSeconds - range.startSeconds, 0)

it('keeps 45 of 73 seconds, in 15 parts', () => {
  const ranges = keptRanges({ startSeconds: 10, endSeconds: 83 })
  expect(ranges).toHaveLength(15)
  expect(secondsOf(ranges)).toBeCloseTo(45)
  expect(ranges[1]).toEqual({ startSeconds: 15, endSeconds: 18 })
})

it('ignores what lies beyond 73 seconds and is cut by an earlier end', () => {
  expect(keptRanges({ startSeconds: 0, endSeconds: 300 })).toEqual(keptRanges({ startSeconds: 0, endSeconds: 73 }))
  expect(keptRanges({ startSeconds: 2, endSeconds: 8 })).toEqual([
    { startSeconds: 2, endSeconds: 5 },
    { startSeconds: 7, endSeconds: 8 },
  ])
})
