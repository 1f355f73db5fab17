import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseExcerpts, type ExcerptChoice, type ExcerptTrack, stepStarts } from '@shared/domain/excerpt-choice'
import { heardRange } from '@shared/domain/heard-range'
import { sampleTracks } from '@shared/domain/sample-tracks'

const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
const seconds = fc.double({ min: 0.5, max: 400, noNaN: true })
const lengths = fc.integer({ min: 5, max: 73 })
const choices = fc.oneof(
  fc.constantFrom<ExcerptChoice>({ kind: 'middle' }, { kind: 'chosen' }, { kind: 'steps' }),
  fc.record({ kind: fc.constant('random' as const), perTrack: fc.integer({ min: 1, max: 6 }) }),
)
const excerpts = fc
  .array(fc.record({ startSeconds: fc.double({ min: 0, max: 400, noNaN: true }), length: seconds, own: fc.option(coordinate) }), {
    maxLength: 4,
  })
  .map((rows) =>
    rows.map(({ startSeconds, length, own }, index) => ({
      excerptId: index + 1,
      startSeconds,
      endSeconds: startSeconds + length,
      valence: own,
      arousal: own,
    })),
  )
const tracks = fc
  .array(fc.record({ valence: coordinate, arousal: coordinate, durationSeconds: fc.option(seconds), chosen: excerpts }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((rows) => rows.map((row, index): ExcerptTrack => ({ ...row, trackId: index + 1 })))

describe('the excerpts that a choice takes', () => {
  it('lie within their track, no longer than is heard unless a person chose them, and have their own label or the track’s', () => {
    fc.assert(
      fc.property(tracks, choices, lengths, fc.integer(), (rows, choice, lengthSeconds, seed) => {
        for (const track of rows) {
          for (const excerpt of chooseExcerpts(track, choice, { lengthSeconds, seed })) {
            const { startSeconds, endSeconds, excerptId } = excerpt
            const own = track.chosen.find((one) => one.excerptId === excerptId)
            expect([excerpt.valence, excerpt.arousal]).toEqual([own?.valence ?? track.valence, own?.arousal ?? track.arousal])
            expect((excerptId !== null) === (choice.kind === 'chosen')).toBe(true)
            if (choice.kind === 'middle') expect([startSeconds, endSeconds]).toEqual([null, null])
            if (startSeconds === null || endSeconds === null) continue
            expect(startSeconds).toBeGreaterThanOrEqual(0)
            expect(endSeconds).toBeGreaterThan(startSeconds)
            expect(endSeconds).toBeLessThanOrEqual((track.durationSeconds ?? 0) + 1e-9)
            if (choice.kind !== 'chosen') expect(endSeconds - startSeconds).toBeLessThanOrEqual(lengthSeconds + 1e-9)
          }
        }
      }),
    )
  })

  it('are as many as was asked for, the same for the same seed whatever other tracks there are', () => {
    fc.assert(
      fc.property(tracks, fc.integer({ min: 1, max: 6 }), lengths, fc.integer(), (rows, perTrack, lengthSeconds, seed) => {
        for (const track of rows) {
          const taken = chooseExcerpts(track, { kind: 'random', perTrack }, { lengthSeconds, seed })
          expect(taken).toHaveLength(track.durationSeconds === null ? 0 : perTrack)
          expect(chooseExcerpts({ ...track }, { kind: 'random', perTrack }, { lengthSeconds, seed })).toEqual(taken)
        }
      }),
    )
  })

  it('in steps cover a track but for a rest of less than half an excerpt', () => {
    fc.assert(
      fc.property(seconds, lengths, (durationSeconds, lengthSeconds) => {
        const starts = stepStarts(durationSeconds, lengthSeconds)
        expect(starts[0]).toBe(0)
        for (const [index, start] of starts.entries())
          if (index > 0) expect(start - (starts[index - 1] ?? 0)).toBeLessThanOrEqual(lengthSeconds + 1e-9)
        expect(durationSeconds - ((starts.at(-1) ?? 0) + lengthSeconds)).toBeLessThan(lengthSeconds / 2)
      }),
    )
  })

  it('stay in one set with all others of their track, and copies of chosen ones stay inside of them', () => {
    fc.assert(
      fc.property(tracks, choices, lengths, fc.integer(), fc.integer({ min: 1, max: 3 }), (rows, choice, lengthSeconds, seed, times) => {
        const taken = rows.flatMap((track) => {
          const own = chooseExcerpts(track, choice, { lengthSeconds, seed })
          return own.length > 0 ? [{ ...track, group: `${track.trackId}`, excerpts: own }] : []
        })
        const shares = { train: 0.7, validation: 0.15, test: 0.15 }
        const plan = { form: 'sound', balance: { kind: 'none' }, excerptsPerTrack: times, lengthSeconds, shares, seed } as const
        const samples = sampleTracks(taken, plan)
        for (const { trackId, excerpts: own, chosen } of taken) {
          const mine = samples.filter((sample) => sample.trackId === trackId)
          expect(new Set(mine.map(({ split }) => split)).size).toBe(1)
          expect(mine).toHaveLength(own.length * (mine[0]?.split === 'train' ? times : 1))
          expect(mine.map(({ copy }) => copy)).toEqual(mine.map((_, index) => index))
          expect(mine.filter(({ augmentationSeed }) => augmentationSeed === null)).toHaveLength(own.length)
          for (const { excerptId, startSeconds, endSeconds } of mine) {
            const range = chosen.find((one) => one.excerptId === excerptId)
            if (!range) continue
            expect(startSeconds).toBeGreaterThanOrEqual(range.startSeconds)
            expect(endSeconds).toBeLessThanOrEqual(range.endSeconds + 1e-9)
          }
        }
      }),
    )
  })
})

describe('what is heard of an excerpt', () => {
  it('is its middle where it is longer, all of it where it is shorter, and never beyond the track', () => {
    expect(heardRange({ startSeconds: 10, endSeconds: 110 }, { lengthSeconds: 60 }, 200)).toEqual({ startSeconds: 30, endSeconds: 90 })
    expect(heardRange({ startSeconds: 10, endSeconds: 30 }, { lengthSeconds: 60 }, 200)).toEqual({ startSeconds: 10, endSeconds: 30 })
    expect(heardRange({ startSeconds: 10, endSeconds: 30 }, { lengthSeconds: 60 }, 25)).toEqual({ startSeconds: 10, endSeconds: 25 })
    expect(heardRange({ startSeconds: 10, endSeconds: 30 }, { lengthSeconds: 60 }, 10)).toBeNull()
  })
})
