import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '@shared/domain/random'
import { figuresOf, figureSums, writeWeightedFigures } from '@shared/domain/run-comparison/figure-sums'
import { figureKeys } from '@shared/domain/run-comparison/figures'
import { boundsOf, pairedFigure, resample, surelyBest } from '@shared/domain/run-comparison/resampled'

const coordinate = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 1000)
const point = fc.record({ valence: coordinate, arousal: coordinate })
const label = fc.record({
  valence: fc.option(coordinate, { freq: 5 }),
  arousal: fc.option(coordinate, { freq: 5 }),
  group: fc.constantFrom('a', 'b', 'c'),
})
const rows = fc.array(fc.tuple(label, point, point), { minLength: 1, maxLength: 30 })

function compared(
  list: readonly (readonly [
    { valence: number | null; arousal: number | null; group: string },
    ...{ valence: number; arousal: number }[],
  ])[],
) {
  const tracks = list.map(([own], index) => ({ ...own, trackId: index + 1 }))
  const predictions = [1, 2].map((member) =>
    list.map((row) => {
      const found = row[member]
      if (!found || !('valence' in found) || found.valence === null || found.arousal === null) throw new Error('No prediction.')
      return { valence: found.valence, arousal: found.arousal }
    }),
  )
  const [one = [], other = []] = predictions
  return {
    tracks,
    entries: [
      { key: 'one', members: [one] },
      { key: 'both', members: [one, other] },
    ],
  }
}

describe('weighted sums', () => {
  it('give what the tracks themselves give, labels of one dimension and groups included', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { tracks, entries } = compared(list)
        const sums = figureSums(tracks, entries)
        const target = new Float64Array(entries.length * figureKeys.length)
        writeWeightedFigures(sums, new Float64Array(sums.groups).fill(1), target)
        for (const [number, entry] of entries.entries()) {
          const direct = figuresOf(tracks, entry)
          for (const [index, key] of figureKeys.entries()) {
            const weighted = target[number * figureKeys.length + index] ?? NaN
            const wanted = direct[key]
            if (wanted === null) expect(weighted).toBeNaN()
            else expect(Math.abs(weighted - wanted)).toBeLessThan(1e-6)
          }
        }
      }),
    )
  })
})

const random = createRandom(5)
const tracks = Array.from({ length: 120 }, (_, index) => ({
  trackId: index + 1,
  valence: random.next() * 2 - 1,
  arousal: random.next() * 2 - 1,
  group: `artist ${index % 40}`,
}))
const noisy = (deviation: number) =>
  tracks.map(({ valence, arousal }) => ({ valence: valence + deviation * random.normal(), arousal: arousal + deviation * random.normal() }))
const [near, far] = [noisy(0.2), noisy(0.6)]
const settings = { resamples: 400, seed: 2 }

describe('paired differences', () => {
  const entries = [
    { key: 'far', members: [far] },
    { key: 'near', members: [near] },
  ]
  const resampled = resample(figureSums(tracks, entries), settings)
  const figures = entries.map((entry) => figuresOf(tracks, entry))
  const [ofFar, ofNear] = figures

  it('lie away from 0 with a small p-value where one is clearly better, with the sign of the order', () => {
    if (!ofFar || !ofNear) throw new Error('No figures.')
    const difference = pairedFigure(resampled, [1, 0], [ofNear, ofFar], 'valence.r2')
    expect(difference?.value).toBeCloseTo((ofNear['valence.r2'] ?? 0) - (ofFar['valence.r2'] ?? 0), 12)
    expect(difference?.low).toBeGreaterThan(0)
    expect(difference?.p).toBeCloseTo(2 / 401, 12)
    const back = pairedFigure(resampled, [0, 1], [ofFar, ofNear], 'valence.r2')
    expect(back?.low).toBeCloseTo(-(difference?.high ?? 0), 12)
    expect(surelyBest(resampled, figures, 'valence.mae')).toBe(1)
    expect(surelyBest(resampled, figures, 'arousal.ccc')).toBe(1)
  })

  it('name no best where two are alike, and say p = 1 of equal predictions', () => {
    const three = [...entries, { key: 'again', members: [near] }]
    const all = resample(figureSums(tracks, three), settings)
    const own = three.map((entry) => figuresOf(tracks, entry))
    for (const key of figureKeys) expect(surelyBest(all, own, key)).toBeNull()
    const [, one, again] = own
    if (!one || !again) throw new Error('No figures.')
    expect(pairedFigure(all, [1, 2], [one, again], 'right')).toEqual({ value: 0, low: 0, high: 0, p: 1 })
  })

  it('are the same for the same seed', () => {
    const again = resample(figureSums(tracks, entries), settings)
    expect(again.values).toEqual(resampled.values)
  })
})

describe('what cannot be compared', () => {
  const entryOf = (own: typeof tracks) => [{ key: 'one', members: [own.map(({ valence }) => ({ valence, arousal: 0.1 }))] }]

  it('one track: errors without an interval, and no R²', () => {
    const one = tracks.slice(0, 1)
    const [entry] = entryOf(one)
    if (!entry) throw new Error('No entry.')
    expect(figuresOf(one, entry)).toMatchObject({ 'valence.mae': 0, 'valence.r2': null, 'valence.pearson': null, 'valence.ccc': null })
    expect(boundsOf(resample(figureSums(one, [entry]), settings), 0, 'valence.mae')).toBeNull()
  })

  it('constant labels have no R², r and CCC; constant predictions no r; a missing dimension has nothing', () => {
    const constant = tracks.map((track) => ({ ...track, valence: 0.3, arousal: null }))
    const [entry] = entryOf(tracks)
    if (!entry) throw new Error('No entry.')
    const figures = figuresOf(constant, entry)
    expect(figures).toMatchObject({ 'valence.r2': null, 'valence.ccc': null, 'arousal.mae': null, right: null, balanced: null })
    expect(figures['valence.mae']).toBeGreaterThan(0)
    expect(figuresOf(tracks, entry)).toMatchObject({ 'arousal.pearson': null, 'arousal.ccc': 0 })
    const resampled = resample(figureSums(constant, [entry]), settings)
    expect(boundsOf(resampled, 0, 'valence.r2')).toBeNull()
    expect(boundsOf(resampled, 0, 'arousal.mae')).toBeNull()
    expect(boundsOf(resampled, 0, 'valence.mae')).not.toBeNull()
  })
})
