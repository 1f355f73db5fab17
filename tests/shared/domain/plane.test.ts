import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromScale, isOnPlane, quadrantAt, quadrantOf, roundCoordinate, scales, toScale } from '@shared/domain/plane'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })

describe('the plane', () => {
  it.each([
    [0.5, 0.5, 1],
    [-0.5, 0.5, 2],
    [-0.5, -0.5, 3],
    [0.5, -0.5, 4],
    [0, 0, 1],
    [-0.1, 0, 2],
    [0, -0.1, 4],
    [-1e-10, -1e-10, 1],
    [-1e-8, -1e-8, 3],
  ] as const)('(%d, %d) is in Q%d', (valence, arousal, quadrant) => {
    expect(quadrantOf({ valence, arousal })).toBe(quadrant)
  })

  it('asks for a quadrant what rounding to 1e-9 would say, next to the axes too', () => {
    const near = fc.oneof(coordinate, fc.double({ min: -2e-9, max: 2e-9, noNaN: true }), fc.constantFrom(-0.5e-9, 0.5e-9, -0, NaN))
    fc.assert(
      fc.property(near, near, (valence, arousal) => {
        const [positive, active] = [roundCoordinate(valence) >= 0, roundCoordinate(arousal) >= 0]
        expect(quadrantAt(valence, arousal)).toBe(active ? (positive ? 1 : 2) : positive ? 4 : 3)
      }),
      { numRuns: 2000 },
    )
  })

  it('shows a coordinate on each scale and reads it back', () => {
    fc.assert(
      fc.property(coordinate, fc.constantFrom(...scales), (value, scale) => {
        expect(fromScale(toScale(value, scale), scale)).toBeCloseTo(value, 12)
      }),
    )
    expect(toScale(-1, '1-9')).toBe(1)
    expect(toScale(0, '1-9')).toBe(5)
    expect(toScale(1, '0-1')).toBe(1)
  })

  it('does not reach beyond 1, and holds no NaN', () => {
    expect(isOnPlane({ valence: 1, arousal: -1 })).toBe(true)
    expect(isOnPlane({ valence: 1.001, arousal: 0 })).toBe(false)
    expect(isOnPlane({ valence: Number.NaN, arousal: 0 })).toBe(false)
  })
})
