import { expect, it } from 'vitest'
import { joinLevelShifts, levelShiftInWords } from '@shared/domain/level-shift'

const shift = (samples: number, valence: number, arousal: number) => ({
  samples,
  gains: [
    { decibels: -12, valence, arousal },
    { decibels: 6, valence: valence / 2, arousal: arousal / 2 },
  ],
})

it('joins folds by their samples', () => {
  expect(joinLevelShifts([])).toBeNull()
  const joined = joinLevelShifts([shift(10, 0.1, 0.4), shift(30, 0.2, 0.2)])
  expect(joined?.samples).toBe(40)
  expect(joined?.gains[0]?.valence).toBeCloseTo(0.175, 12)
  expect(joined?.gains[1]?.arousal).toBeCloseTo(0.125, 12)
})

it('says what gains do', () => {
  expect(levelShiftInWords(shift(40, 0.11, 0.03))).toBe(
    '−12 dB moves valence by 0.11 and arousal by 0.03, +6 dB by 0.06 and 0.01, on average over 40 held-out samples',
  )
})
