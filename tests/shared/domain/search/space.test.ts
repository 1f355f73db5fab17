import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueAt, withValueAt } from '@shared/domain/search/setting-path'
import {
  drawTrial,
  listCombinations,
  type SearchSpace,
  type SettingRange,
  type SettingValue,
  valueInWords,
} from '@shared/domain/search/space'

const whole = fc.integer({ min: 1, max: 1000 })
const numeric = (kind: 'uniform' | 'log-uniform', divisor: number) =>
  fc.tuple(whole, whole).map(([low, more]): SettingRange => ({ kind, low: low / divisor, high: (low + more) / divisor }))
const range: fc.Arbitrary<SettingRange> = fc.oneof(
  fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 5 }).map((values): SettingRange => ({ kind: 'choice', values })),
  numeric('uniform', 1000),
  numeric('log-uniform', 100_000),
  fc.tuple(whole, whole).map(([low, more]): SettingRange => ({ kind: 'integer', low, high: low + more })),
)
const names = fc.constantFrom('learningRate', 'dropout', 'filters', 'fusion.share', 'epochs')
const space = fc.dictionary(names, range, { minKeys: 1 })

describe('a search space', () => {
  it('gives values within its ranges, the same for the same seed', () => {
    fc.assert(
      fc.property(space, fc.integer(), fc.nat(200), (drawn, seed, number) => {
        const values = drawTrial(drawn, seed, number)
        expect(drawTrial(drawn, seed, number)).toEqual(values)
        for (const [name, value] of Object.entries(values ?? {})) {
          const bounds = drawn[name]
          if (bounds?.kind === 'choice') expect(bounds.values).toContain(value)
          else {
            expect(value).toBeGreaterThanOrEqual(bounds?.low ?? Infinity)
            expect(value).toBeLessThanOrEqual(bounds?.high ?? -Infinity)
            if (bounds?.kind === 'integer') expect(Number.isInteger(value)).toBe(true)
          }
        }
      }),
    )
  })

  it('of finitely many combinations draws each once', () => {
    const small: SearchSpace = { filters: { kind: 'choice', values: [8, 16] }, epochs: { kind: 'integer', low: 3, high: 5 } }
    expect(listCombinations(small)).toHaveLength(6)
    const drawn = Array.from({ length: 6 }, (_, number) => JSON.stringify(drawTrial(small, 4, number)))
    expect(new Set(drawn).size).toBe(6)
    expect(drawTrial(small, 4, 6)).toBeNull()
    expect(listCombinations({ ...small, dropout: { kind: 'uniform', low: 0, high: 1 } })).toBeNull()
  })

  it('draws as many values of each decade of a logarithmic range', () => {
    const wide: SearchSpace = { learningRate: { kind: 'log-uniform', low: 0.0001, high: 1 } }
    const counts = [0, 0, 0, 0]
    for (let number = 0; number < 4000; number += 1) {
      const decade = Math.floor(Math.log10(Number(drawTrial(wide, 1, number)?.['learningRate']))) + 4
      counts[Math.min(3, decade)] = (counts[Math.min(3, decade)] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })

  it('keeps what it draws of a setting when another joins', () => {
    const one: SearchSpace = { dropout: { kind: 'uniform', low: 0, high: 0.9 } }
    const two: SearchSpace = { learningRate: { kind: 'log-uniform', low: 0.001, high: 0.1 }, ...one }
    for (let number = 0; number < 20; number += 1)
      expect(drawTrial(two, 3, number)?.['dropout']).toBe(drawTrial(one, 3, number)?.['dropout'])
  })

  it('reads and writes nested settings by their path', () => {
    expect(withValueAt({ fusion: null, epochs: 3 }, 'fusion.share', 0.25)).toEqual({ fusion: { share: 0.25 }, epochs: 3 })
    expect(valueAt({ fusion: { share: 0.25 } }, 'fusion.share')).toBe(0.25)
    expect(valueAt({ fusion: null }, 'fusion.share')).toBeUndefined()
    expect(valueAt({}, 'toString')).toBeUndefined()
  })

  it('says values as people read them', () => {
    const values: SettingValue[] = [null, true, 0.25, 'adam', { name: 'Mine', layers: [] }, { audio: 1 }]
    expect(values.map(valueInWords)).toEqual(['none', 'yes', '0.25', 'adam', 'Mine', '{"audio":1}'])
  })
})
