import { expect, it } from 'vitest'
import { twoDecimals } from '@shared/domain/two-decimals'

it('keeps signs, but not that of zero', () => {
  expect([-0.25, -0.004, 0, 0.005, 12.345, -1].map(twoDecimals)).toEqual(['-0.25', '0.00', '0.00', '0.01', '12.35', '-1.00'])
})
