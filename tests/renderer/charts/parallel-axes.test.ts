import { describe, expect, it } from 'vitest'
import { axisOfRange, brushAfterKey, brushBetween, numberAxis, passes } from '@renderer/charts/parallel-axes'

describe('parallel axes', () => {
  it('put choices evenly and ranges by their scale', () => {
    const choice = axisOfRange('fusion.share', { kind: 'choice', values: [null, 0.25, 0.5] })
    expect([null, 0.25, 0.5, 0.75].map((value) => choice.position(value))).toEqual([0, 0.5, 1, null])
    expect(choice.ticks.map(({ label }) => label)).toEqual(['none', '0.25', '0.5'])
    const rate = axisOfRange('learningRate', { kind: 'log-uniform', low: 0.001, high: 0.1 })
    expect(rate.position(0.01)).toBeCloseTo(0.5)
    expect(rate.words(0.5)).toBe('0.01')
    expect(numberAxis('loss', 0.2, 0.2).position(0.2)).toBe(0.5)
    expect(rate.position('adam')).toBeNull()
  })

  it('are brushed by keys', () => {
    expect(brushAfterKey(null, 'ArrowDown', false)).toEqual({ low: 0, high: 0.95 })
    expect(brushAfterKey(null, 'ArrowUp', true)).toEqual({ low: 0.05, high: 1 })
    expect(brushAfterKey({ low: 0, high: 0.95 }, 'ArrowUp', false)).toBeNull()
    expect(brushAfterKey({ low: 0.5, high: 0.55 }, 'PageDown', false)).toEqual({ low: 0.5, high: 0.55 })
    expect(brushAfterKey({ low: 0.5, high: 1 }, 'Delete', false)).toBeNull()
    expect(brushAfterKey(null, 'Escape', false)).toBeUndefined()
    expect(brushAfterKey(null, 'a', false)).toBeUndefined()
  })

  it('are brushed by a pointer that moves', () => {
    expect(brushBetween(0.8, 0.2)).toEqual({ low: 0.2, high: 0.8 })
    expect(brushBetween(0.5, 0.5)).toBeNull()
    expect(brushBetween(-1, 2)).toBeNull()
  })

  it('keep lines that pass every brush', () => {
    const line = { id: 1, positions: [0.2, null] }
    expect(passes(line, [{ low: 0, high: 0.2 }, null])).toBe(true)
    expect(passes(line, [{ low: 0.3, high: 1 }, null])).toBe(false)
    expect(passes(line, [null, { low: 0, high: 0.5 }])).toBe(false)
  })
})
