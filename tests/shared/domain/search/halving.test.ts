import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochsOfBracket, nextStep, rungsOf, type SearchPlan, survivorsOf, type TrialProgress } from '@shared/domain/search/halving'

const plans = fc
  .record({ epochs: fc.integer({ min: 1, max: 300 }), reduction: fc.integer({ min: 2, max: 4 }), fewest: fc.integer({ min: 1, max: 20 }) })
  .map(({ epochs, reduction, fewest }) => ({ rungs: rungsOf(epochs, reduction, fewest), reduction }))

/** Carries steps out with epochs that cost a second each; the loss of a trial follows from its number. */
function carryOut(plan: SearchPlan, seconds: number, secondsPerEpoch = 1) {
  const trials: TrialProgress[] = []
  let [spent, steps] = [0, 0]
  for (;;) {
    const epochsSpent = trials.reduce((sum, { epochsDone }) => sum + epochsDone, 0)
    const time = { secondsLeft: seconds - spent, secondsPerEpoch: epochsSpent > 0 ? secondsPerEpoch : null }
    const step = nextStep(plan, trials, time)
    steps += 1
    if (step.kind === 'end' || steps > 5000) return { trials, spent, why: step.kind === 'end' ? step.why : 'never' }
    const number = step.kind === 'draw' ? trials.length : step.number
    const before = trials[number]
    const bracket = step.kind === 'draw' ? step.bracket : (before?.bracket ?? 0)
    spent += (step.epochs - (before?.epochsDone ?? 0)) * secondsPerEpoch
    const loss = ((number * 7919) % 101) / 100
    trials[number] = { number, bracket, epochs: step.epochs, epochsDone: step.epochs, state: 'reached', loss }
  }
}

describe('successive halving', () => {
  it('compares after epochs that rise by the reduction and end with the whole training', () => {
    expect(rungsOf(60, 3, 5)).toEqual([7, 20, 60])
    expect(rungsOf(60, 3, 8)).toEqual([20, 60])
    expect(rungsOf(4, 3, 5)).toEqual([4])
    expect(survivorsOf(9, { rungs: [7, 20, 60], reduction: 3 })).toEqual([9, 3, 1])
    expect(epochsOfBracket(9, { rungs: [7, 20, 60], reduction: 3 })).toBe(9 * 7 + 3 * 13 + 40)
    fc.assert(
      fc.property(plans, ({ rungs }) => {
        expect([...new Set(rungs)].sort((a, b) => a - b)).toEqual(rungs)
        expect(Math.min(...rungs)).toBeGreaterThan(0)
      }),
    )
  })

  it('never asks for more than its budget, if that carries one whole training', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 40 }), (plan, factor) => {
        const budget = (plan.rungs.at(-1) ?? 0) * factor
        const { trials, spent, why } = carryOut({ ...plan, trials: null, combinations: null }, budget)
        expect(why).toBe('budget')
        expect(spent).toBeLessThanOrEqual(budget)
        // One trial at least is trained to its end.
        expect(Math.max(...trials.map(({ epochsDone }) => epochsDone))).toBe(plan.rungs.at(-1))
      }),
    )
  })

  it('takes the best of each rung to the next, as many as planned, and the epochs add up', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 40 }), (plan, count) => {
        const { trials, spent, why } = carryOut({ ...plan, trials: count, combinations: null }, Infinity)
        expect(why).toBe('complete')
        expect(spent).toBe(epochsOfBracket(count, plan))
        const survivors = survivorsOf(count, plan)
        plan.rungs.forEach((epochs, rung) => {
          const there = trials.filter((trial) => trial.epochs >= epochs)
          const below = trials.filter((trial) => trial.epochs >= (plan.rungs[rung - 1] ?? 0) && trial.epochs < epochs)
          expect(there).toHaveLength(survivors[rung] ?? 0)
          const worst = Math.max(...there.map(({ loss }) => loss ?? 0))
          expect(below.every(({ loss }) => (loss ?? 0) >= worst)).toBe(true)
        })
      }),
    )
  })

  it('begins no combination twice, and further brackets while they fit', () => {
    const plan = { rungs: [1, 3], reduction: 3, trials: null, combinations: 5 }
    expect(carryOut(plan, 1000)).toMatchObject({ why: 'complete', trials: { length: 5 } })
    const { trials } = carryOut({ ...plan, combinations: null }, 100, 10)
    expect(trials.filter(({ epochs }) => epochs === 3).length).toBeGreaterThan(0)
  })

  it('goes on first with a trial that was broken off, and not with one that failed', () => {
    const plan = { rungs: [2, 4], reduction: 2, trials: 2, combinations: null }
    const time = { secondsLeft: 100, secondsPerEpoch: 1 }
    const trial = (number: number, state: TrialProgress['state'], epochsDone: number): TrialProgress => ({
      number,
      bracket: 0,
      epochs: 2,
      epochsDone,
      state,
      loss: epochsDone === 0 ? null : 1,
    })
    expect(nextStep(plan, [trial(0, 'begun', 1)], time)).toEqual({ kind: 'go-on', number: 0, epochs: 2 })
    expect(nextStep(plan, [trial(0, 'failed', 0), trial(1, 'reached', 2)], time)).toEqual({ kind: 'go-on', number: 1, epochs: 4 })
    expect(nextStep(plan, [trial(0, 'begun', 1)], { ...time, secondsLeft: 0 })).toEqual({ kind: 'end', why: 'budget' })
    expect(nextStep(plan, [trial(0, 'failed', 0), trial(1, 'failed', 0)], time)).toEqual({ kind: 'end', why: 'complete' })
  })
})
