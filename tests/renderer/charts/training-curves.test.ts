import type { Epoch } from '@shared/contract/training'
import { describe, expect, it } from 'vitest'
import { withEpoch } from '@renderer/api/stores/epoch-history'
import { foldsIn, lossCurves, r2Curves, shownFold } from '@renderer/charts/training-curves'

const metrics = (r2: number) => ({ mae: 0.1, mse: 0.02, r2 })
const epochOf = (epoch: number, fold = 0, r2 = 0.5): Epoch => ({
  epoch,
  fold,
  trainLoss: 1 / epoch,
  validationLoss: epoch === 1 ? null : 2 / epoch,
  valence: metrics(r2),
  arousal: metrics(r2 / 2),
  learningRate: 0.01,
  epochSeconds: 1,
  samplesPerSecond: 64,
  secondsLeft: 10,
})
const colours = { train: 'a', validation: 'b', valence: 'c', arousal: 'd' }

describe('a history of epochs', () => {
  it('takes an epoch reported again, as after a resume, in place of the earlier one', () => {
    const history = [epochOf(1), epochOf(2), { ...epochOf(2), trainLoss: 9 }].reduce<readonly Epoch[]>(withEpoch, [])
    expect(history.map(({ epoch, trainLoss }) => [epoch, trainLoss])).toEqual([
      [1, 1],
      [2, 9],
    ])
  })

  it('draws the fold that trains now, or the chosen one', () => {
    const history = [epochOf(2, 1), epochOf(1, 1), epochOf(1, 2)].reduce<readonly Epoch[]>(withEpoch, [])
    expect(foldsIn(history)).toEqual([1, 2])
    expect(shownFold(history, null)).toBe(2)
    expect(shownFold(history, 1)).toBe(1)
    expect(shownFold(history, 7)).toBe(2)
    expect(shownFold([], null)).toBe(0)
  })

  it('leaves out what was not measured, and keeps one bad epoch from hiding the curve', () => {
    const epochs = [epochOf(1, 0, -40), epochOf(2)]
    expect(lossCurves(epochs, colours).datasets.map(({ data }) => data)).toEqual([
      [
        { x: 1, y: 1 },
        { x: 2, y: 0.5 },
      ],
      [{ x: 2, y: 1 }],
    ])
    expect(r2Curves(epochs, colours).datasets[0]?.data).toEqual([
      { x: 1, y: -1 },
      { x: 2, y: 0.5 },
    ])
  })
})
