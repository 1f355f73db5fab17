import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureLeak } from '@shared/domain/leak'
import { quadrantOfLabel, quadrants } from '@shared/domain/plane'
import { type SampledTrack, type SamplingPlan, sampleTracks } from '@shared/domain/sample-tracks'
import { hasReferenceAnnotations, referenceSongs } from '../../helpers/reference-annotations'

const plan: SamplingPlan = {
  form: 'sound',
  balance: { kind: 'none' },
  excerptsPerTrack: 1,
  lengthSeconds: 73,
  shares: { train: 0.7, validation: 0.15, test: 0.15 },
  seed: 1,
}
const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const tracksOf = fc
  .array(
    fc.record({
      valence: coordinate,
      arousal: coordinate,
      group: fc.integer({ min: 1, max: 30 }).map(String),
      durationSeconds: fc.option(fc.double({ min: 1, max: 600, noNaN: true })),
    }),
    { minLength: 1, maxLength: 100 },
  )
  .map((tracks) => tracks.map((track, index): SampledTrack => ({ ...track, trackId: index + 1 })))
const plans = fc.record({
  balance: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({ kind: fc.constant('fixed' as const), perQuadrant: fc.integer({ min: 1, max: 50 }) }),
  ),
  excerptsPerTrack: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer(),
})

describe('samples drawn soundly', () => {
  it('leave no track, and no artist who is kept together, in two sets', () => {
    fc.assert(
      fc.property(tracksOf, plans, (tracks, part) => {
        const samples = sampleTracks(tracks, { ...plan, ...part })
        const groupOf = new Map(tracks.map(({ trackId, group }) => [trackId, group]))
        const sets = new Map<string, Set<string>>()
        for (const { trackId, split } of samples)
          sets.set(groupOf.get(trackId) ?? '', (sets.get(groupOf.get(trackId) ?? '') ?? new Set()).add(split))
        expect([...sets.values()].every(({ size }) => size === 1)).toBe(true)
        expect(measureLeak(samples, new Map(tracks.map((track) => [track.trackId, track]))).leaked).toBe(0)
      }),
    )
  })

  it('vary the training set alone: every other track is there once, as it is', () => {
    fc.assert(
      fc.property(tracksOf, plans, (tracks, part) => {
        const samples = sampleTracks(tracks, { ...plan, ...part })
        const measured = samples.filter(({ split }) => split !== 'train')
        expect(
          measured.every(({ copy, startSeconds, augmentationSeed }) => copy === 0 && startSeconds === null && augmentationSeed === null),
        ).toBe(true)
        expect(new Set(measured.map(({ trackId }) => trackId)).size).toBe(measured.length)
      }),
    )
  })

  it('number the copies of a track, each with an excerpt inside of the track and a seed of its own', () => {
    fc.assert(
      fc.property(tracksOf, plans, (tracks, part) => {
        const samples = sampleTracks(tracks, { ...plan, ...part })
        for (const { trackId, durationSeconds } of tracks) {
          const own = samples.filter((sample) => sample.trackId === trackId)
          expect(own.map(({ copy }) => copy)).toEqual(own.map((_, index) => index))
          const copies = own.slice(1)
          expect(new Set(copies.map(({ augmentationSeed }) => augmentationSeed)).size).toBe(copies.length)
          for (const { startSeconds } of copies) {
            if (durationSeconds === null) expect(startSeconds).toBeNull()
            else expect(startSeconds === null || startSeconds < 0 || startSeconds > Math.max(0, durationSeconds - 73)).toBe(false)
          }
        }
      }),
    )
  })

  it('are the same for the same seed in whatever order the tracks come', () => {
    fc.assert(
      fc.property(tracksOf, plans, (tracks, part) => {
        expect(sampleTracks([...tracks].reverse(), { ...plan, ...part })).toEqual(sampleTracks(tracks, { ...plan, ...part }))
      }),
    )
  })

  it('begin at times spread over the whole track', () => {
    const tracks: SampledTrack[] = [{ trackId: 1, valence: 0, arousal: 0, group: '1', durationSeconds: 173 }]
    const samples = sampleTracks(tracks, { ...plan, shares: { train: 1, validation: 0, test: 0 }, excerptsPerTrack: 50 }).slice(1)
    const tenths = new Set(samples.map(({ startSeconds }) => Math.floor((startSeconds ?? -1) / 10)))
    expect([...tenths].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe.runIf(hasReferenceAnnotations)('the reference songs', () => {
  const songs = hasReferenceAnnotations ? referenceSongs() : []
  const tracks = songs.map((song, index): SampledTrack => ({ ...song, trackId: index + 1, group: String(index), durationSeconds: null }))
  const labels = new Map(tracks.map((track) => [track.trackId, track]))

  it('as published leak about 31 % of the test rows, and 89 % in Q2', () => {
    const samples = sampleTracks(tracks, { ...plan, form: 'as-published' })
    expect(samples).toHaveLength(12_000)
    expect(['train', 'validation', 'test'].map((name) => samples.filter(({ split }) => split === name).length)).toEqual([8400, 1800, 1800])
    const leak = measureLeak(samples, labels)
    expect(leak.quadrants.map(({ rows }) => rows)).toEqual([450, 450, 450, 450])
    expect(leak.share).toBeGreaterThan(0.28)
    expect(leak.share).toBeLessThan(0.33)
    expect(leak.quadrants[1].share).toBeGreaterThan(0.86)
    expect(leak.quadrants[1].share).toBeLessThan(0.92)
    expect(leak.quadrants[3].leaked).toBe(0)
  })

  it('balanced soundly hold 3,000 training samples of each quadrant, and leak nothing', () => {
    const samples = sampleTracks(tracks, { ...plan, balance: { kind: 'fixed', perQuadrant: 3000 } })
    const inside = (split: string) =>
      quadrants.map(
        (quadrant) =>
          samples.filter(
            (sample) => sample.split === split && quadrantOfLabel(labels.get(sample.trackId) ?? { valence: 0, arousal: 0 }) === quadrant,
          ).length,
      )
    expect(inside('train')).toEqual([3000, 3000, 3000, 3000])
    for (const [index, published] of [2742, 942, 2575, 3395].entries())
      expect(Math.abs((inside('test')[index] ?? 0) - 0.15 * published)).toBeLessThanOrEqual(2)
    expect(measureLeak(samples, labels)).toMatchObject({ leaked: 0, share: 0 })
  })
})
