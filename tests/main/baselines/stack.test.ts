import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nonNegativeLeastSquares, stackOutOfFold, stackWeights } from '@main/baselines/stack'

/** Made by make-stack-golden.py. */
const goldenSchema = z.object({ members: z.array(z.array(z.number())), target: z.array(z.number()), weights: z.array(z.number()) })
const thousandths = fc.integer({ min: -1000, max: 1000 }).map((number) => number / 1000)
const point = fc.record({ valence: thousandths, arousal: thousandths })

describe('weights of a stack', () => {
  it('are those of scipy.optimize.nnls', () => {
    const path = join(import.meta.dirname, '../../fixtures/baselines/stack-golden.json')
    const { members, target, weights: golden } = goldenSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    const weights = nonNegativeLeastSquares(
      members.map((own) => Float64Array.from(own)),
      Float64Array.from(target),
    )
    expect(golden).toContain(0)
    golden.forEach((wanted, index) => expect(weights[index]).toBeCloseTo(wanted, 9))
  })

  it('give a member that is right all of the weight', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 20 }), (observed) => {
        fc.pre(observed.some(({ valence }) => valence !== 0))
        const nothing = observed.map(() => ({ valence: 0, arousal: 0 }))
        const samples = { observed, folds: observed.map((_, index) => index % 2), members: [nothing, observed] }
        const { valence } = stackWeights(samples, () => true)
        expect(valence[0]).toBe(0)
        expect(valence[1]).toBeCloseTo(1, 9)
      }),
    )
  })

  it('are never negative, and never worse than no member at all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(thousandths, thousandths, thousandths), { minLength: 3, maxLength: 20 }), (rows) => {
        const columns = [Float64Array.from(rows, ([one]) => one), Float64Array.from(rows, ([, two]) => two)]
        const target = Float64Array.from(rows, ([, , wanted]) => wanted)
        const weights = nonNegativeLeastSquares(columns, target)
        const squares = (scale: number): number =>
          target.reduce(
            (sum, wanted, row) =>
              sum + (wanted - scale * columns.reduce((all, own, index) => all + (weights[index] ?? 0) * (own[row] ?? 0), 0)) ** 2,
            0,
          )
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
        expect(squares(1)).toBeLessThanOrEqual(squares(0) + 1e-9)
      }),
    )
  })
})

describe('a stack of samples that lack labels', () => {
  it('weighs each dimension by the samples that have a label of it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point), { minLength: 6, maxLength: 20 }), (rows) => {
        const members = [rows.map(([, one]) => one)]
        const folds = rows.map((_, index) => index % 2)
        const lacking = rows.map(([label], index) => (index % 3 === 0 ? { valence: null, arousal: label.arousal } : label))
        const kept = rows.flatMap((_, index) => (index % 3 === 0 ? [] : [index]))
        const of = (some: readonly number[]) => ({
          observed: some.map((index) => rows[index]?.[0] ?? { valence: 0, arousal: 0 }),
          folds: some.map((index) => folds[index] ?? 0),
          members: members.map((own) => some.map((index) => own[index] ?? { valence: 0, arousal: 0 })),
        })
        const weights = stackWeights({ observed: lacking, folds, members }, () => true)
        expect(weights.valence).toEqual(stackWeights(of(kept), () => true).valence)
        expect(weights.arousal).toEqual(stackWeights(of([...rows.keys()]), () => true).arousal)
      }),
    )
  })
})

describe('a stack out of fold', () => {
  it('stays the same for a fold whose own labels change, and within the plane', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point, point), { minLength: 6, maxLength: 20 }), (rows) => {
        const folds = rows.map((_, index) => index % 3)
        const members = [rows.map(([, one]) => one), rows.map(([, , two]) => two)]
        const stack = stackOutOfFold({ observed: rows.map(([truth]) => truth), folds, members })
        const changed = rows.map(([truth], index) => (folds[index] === 0 ? { valence: -truth.valence, arousal: 1 - truth.arousal } : truth))
        const again = stackOutOfFold({ observed: changed, folds, members })
        stack.forEach((own, index) => {
          if (folds[index] === 0) expect(again[index]).toEqual(own)
          expect(Math.max(Math.abs(own.valence), Math.abs(own.arousal))).toBeLessThanOrEqual(1)
        })
      }),
    )
  })
})
