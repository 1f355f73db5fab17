import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PiecePlan, synthesisePiece } from '@main/sample/piece'

const plan = (changes: Partial<PiecePlan> = {}): PiecePlan => ({
  truth: { valence: 0.4, arousal: 0.3 },
  seconds: 4,
  seed: 11,
  ensemble: 2,
  ...changes,
})
const digest = (samples: Float32Array): string => createHash('sha256').update(samples).digest('hex')
const rootMeanSquare = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length)

const plans = fc.record({
  truth: fc.record({ valence: fc.double({ min: -1, max: 1, noNaN: true }), arousal: fc.double({ min: -1, max: 1, noNaN: true }) }),
  seconds: fc.double({ min: 1, max: 5, noNaN: true }),
  seed: fc.integer(),
  ensemble: fc.nat(30),
})

describe('a synthetic piece', () => {
  it('is the same for the same plan and another for another seed', () => {
    const samples = synthesisePiece(plan())
    expect(digest(synthesisePiece(plan()))).toBe(digest(samples))
    expect(digest(synthesisePiece(plan({ seed: 12 })))).not.toBe(digest(samples))
    expect(digest(synthesisePiece(plan({ ensemble: 3 })))).not.toBe(digest(samples))
  })

  it('has the length asked for, sounds, and never clips, wherever it lies on the plane', () => {
    fc.assert(
      fc.property(plans, (anyPlan) => {
        const samples = synthesisePiece(anyPlan)
        expect(samples).toHaveLength(Math.round(anyPlan.seconds * 22_050))
        expect(samples.every((sample) => Math.abs(sample) < 0.99)).toBe(true)
        expect(rootMeanSquare(samples)).toBeGreaterThan(0.01)
      }),
      { numRuns: 40 },
    )
  })

  it('sounds louder the more aroused it is, on average', () => {
    const meanLevel = (arousal: number): number => {
      const levels = Array.from({ length: 8 }, (_, seed) => rootMeanSquare(synthesisePiece(plan({ truth: { valence: 0, arousal }, seed }))))
      return levels.reduce((sum, level) => sum + level, 0) / levels.length
    }
    expect(meanLevel(0.9)).toBeGreaterThan(1.5 * meanLevel(-0.9))
  })

  it('begins and ends in silence', () => {
    const samples = synthesisePiece(plan())
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(1e-6)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-6)
  })
})
