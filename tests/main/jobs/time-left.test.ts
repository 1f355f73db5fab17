import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estimateTimeLeft } from '@main/jobs/time-left'

it('begins anew with each phase: minutes of features say nothing of steps of training', () => {
  const left = estimateTimeLeft(0)
  expect(left({ done: 79, total: 158 }, 30_000)).toBe(30)
  expect(left({ done: 158, total: 158 }, 60_000)).toBe(0)
  expect(left({ done: 1, total: 20_001 }, 60_500)).toBeNull()
  expect(left({ done: 101, total: 20_001 }, 61_500)).toBe(199)
})

it('begins anew where a run goes on in the midst of its steps', () => {
  const left = estimateTimeLeft(0)
  left({ done: 4, total: 4 }, 1000)
  expect(left({ done: 5000, total: 10_000 }, 2000)).toBeNull()
  expect(left({ done: 5100, total: 10_000 }, 3000)).toBe(49)
})

it('goes on while a total grows', () => {
  const left = estimateTimeLeft(0)
  left({ done: 5, total: 10 }, 5000)
  expect(left({ done: 10, total: 40 }, 10_000)).toBe(30)
})

it('is exact for steady work, whatever came before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 2, max: 500 }),
      fc.integer({ min: 0, max: 1e7 }),
      (first, total, beforeMs) => {
        const left = estimateTimeLeft(0)
        left({ done: first, total: first }, beforeMs)
        left({ done: 0, total }, beforeMs)
        for (let done = 1; done <= total; done += 1)
          expect(left({ done, total }, beforeMs + 250 * done)).toBeCloseTo(0.25 * (total - done), 6)
      },
    ),
  )
})
