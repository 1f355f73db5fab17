import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import lexicon from '../../../resources/lexicons/circumplex-27.json'
import stems from '../../../resources/emotion-stems.json'
import { sampleLibraryPayloadSchema, sampleManifestSchema } from '@shared/contract/workers/sample-library'
import { quadrantOf } from '@shared/domain/plane'
import type { WordWeights } from '@shared/domain/weighted-labels'
import { mapTag } from '@shared/domain/tag-mapping'
import { describeSample, sampleManifest } from '@main/sample/describe-sample'
import { otherSentences } from '@main/sample/comment-sentences'
import { commentSlots, lyricsSlots, moods } from '@main/sample/text-words'
import { plainTags, popularity, spellings } from '@main/sample/tag-words'
import { labelByFormula } from '../../helpers/label-formula'

const seed = sampleLibraryPayloadSchema.parse({ directory: 'unused' }).seed
const planned = describeSample({ count: 96, seed })
const tracks = planned.map(({ track }) => track)
const coordinates = new Map(lexicon.words.map((entry) => [entry.word, entry]))

describe('the sample library', () => {
  it('is a valid manifest of 96 pieces that call themselves synthetic', () => {
    const manifest = sampleManifestSchema.parse(sampleManifest(planned, seed))
    expect(manifest.tracks).toHaveLength(96)
    expect(new Set(manifest.tracks.map(({ fileName }) => fileName)).size).toBe(96)
    expect(new Set(manifest.tracks.map(({ title }) => title)).size).toBe(96)
    for (const { album, genre, durationSeconds } of manifest.tracks) {
      expect(album).toContain('synthetic')
      expect(genre).toBe('synthetic')
      expect(durationSeconds).toBeGreaterThanOrEqual(50)
      expect(durationSeconds).toBeLessThanOrEqual(58)
    }
  })

  it('stays under 250 MB', () => {
    const seconds = tracks.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)
    expect(seconds * 22_050 * 2).toBeLessThan(250e6)
  })

  it('gives each of 24 artists four pieces', () => {
    const counts = new Map<string, number>()
    for (const { artist } of tracks) counts.set(artist, (counts.get(artist) ?? 0) + 1)
    expect([...counts.values()]).toEqual(Array.from({ length: 24 }, () => 4))
  })

  it('covers the plane: every cell of a 6 × 6 grid and every quadrant alike', () => {
    const cell = (value: number): number => Math.min(5, Math.floor((value + 1) * 3))
    const cells = new Set(tracks.map(({ truth }) => `${cell(truth.valence)} ${cell(truth.arousal)}`))
    expect(cells.size).toBe(36)
    for (const quadrant of [1, 2, 3, 4]) {
      const share = tracks.filter(({ truth }) => quadrantOf(truth) === quadrant).length
      expect(share).toBeGreaterThanOrEqual(20)
      expect(share).toBeLessThanOrEqual(28)
    }
  })

  it('follows from its seed alone, and a longer one begins with the shorter one', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (anySeed, count) => {
        const short = describeSample({ count, seed: anySeed })
        expect(describeSample({ count: count + 3, seed: anySeed }).slice(0, count)).toEqual(short)
      }),
      { numRuns: 20 },
    )
    expect(describeSample({ count: 1, seed: seed + 1 })).not.toEqual(describeSample({ count: 1, seed }))
  })

  it('has texts of 120 to 700 words, and some pieces without', () => {
    for (const kind of ['lyrics', 'comments'] as const) {
      const texts = tracks.flatMap((track) => track[kind] ?? [])
      expect(texts).toHaveLength(88)
      for (const text of texts) {
        const words = text.split(/\s+/u).length
        expect(words).toBeGreaterThanOrEqual(120)
        expect(words).toBeLessThanOrEqual(700)
        expect(text).not.toMatch(/[{}]|undefined/u)
      }
    }
  })
})

describe('its texts', () => {
  const moodOf = new Map(
    [commentSlots, lyricsSlots].flatMap((slots) =>
      Object.values(slots).flatMap((slot) => moods.flatMap((mood) => slot[mood].map((word) => [word, mood] as const))),
    ),
  )
  const moodsIn = (sentence: string): Set<string> =>
    new Set((sentence.toLowerCase().match(/[a-z]+/gu) ?? []).flatMap((word) => moodOf.get(word) ?? []))

  it.each(['lyrics', 'comments'] as const)('speak of one mood in a sentence, and of several in a text: %s', (kind) => {
    const texts = tracks.flatMap((track) => track[kind] ?? [])
    const sentences = texts
      .flatMap((text) => text.split(/[.!?\n]+/u))
      .map(moodsIn)
      .filter(({ size }) => size > 0)
    expect(sentences.filter(({ size }) => size === 1).length / sentences.length).toBeGreaterThan(0.85)
    expect(texts.filter((text) => moodsIn(text).size > 1).length / texts.length).toBeGreaterThan(0.85)
  })

  it('hold comments that speak of other things, and some that disagree', () => {
    const comments = tracks.flatMap((track) => track.comments?.split('\n\n') ?? [])
    const share = (chosen: readonly string[]): number => chosen.length / comments.length
    expect(share(comments.filter((comment) => otherSentences.some((sentence) => comment.startsWith(sentence))))).toBeCloseTo(0.12, 1)
    expect(share(comments.filter((comment) => comment.startsWith("I don't agree")))).toBeGreaterThan(0.02)
  })
})

describe('its tags', () => {
  const words = lexicon.words.map(({ word }) => word)
  const labels = (weights: WordWeights): ({ valence: number; arousal: number } | null)[] =>
    tracks.map(({ tags }) => labelByFormula(emotionWords(tags), coordinates, weights))

  it('are spelled so that the shipped stems map them back', () => {
    for (const word of words) {
      expect(popularity[word]).toBeGreaterThan(0)
      for (const spelling of spellings[word] ?? []) expect([spelling, mapTag(spelling, stems)]).toEqual([spelling, word])
    }
    for (const tag of plainTags) expect([tag, mapTag(tag, stems)]).toEqual([tag, null])
  })

  it('label every piece', () => {
    expect(labels({}).every((label) => label !== null)).toBe(true)
  })

  it('say calmness of most pieces, a fifth of the mass, lively pieces among them', () => {
    const carrying = tracks.filter(({ tags }) => emotionWords(tags).some(({ word }) => word === 'calmness'))
    expect(carrying.length).toBeGreaterThan(48)
    expect(carrying.filter(({ truth }) => truth.arousal > 0.2).length).toBeGreaterThan(10)
    const all = tracks.flatMap(({ tags }) => emotionWords(tags))
    const mass = (list: typeof all): number => list.reduce((sum, { count }) => sum + count, 0)
    const share = mass(all.filter(({ word }) => word === 'calmness')) / mass(all)
    expect(share).toBeGreaterThan(0.15)
    expect(share).toBeLessThan(0.35)
  })

  it('come nearer to the truth when calmness weighs little', () => {
    const agreement = (weights: WordWeights): number =>
      correlation(
        labels(weights).map((label) => label?.arousal ?? 0),
        tracks.map(({ truth }) => truth.arousal),
      )
    expect(agreement({})).toBeGreaterThan(0.7)
    expect(agreement({ calmness: 0.25 })).toBeGreaterThan(agreement({}) + 0.03)
  })

  it('stand beside comments that are brighter for happier pieces', () => {
    const bright = (text: string | null): number => (text?.match(/beautiful|uplifting|happy|joy|love|hope|fun|warm/gu) ?? []).length
    const mean = (happy: boolean): number => {
      const chosen = tracks.filter(({ truth, comments }) => comments !== null && truth.valence > 0 === happy)
      return chosen.reduce((sum, { comments }) => sum + bright(comments), 0) / chosen.length
    }
    expect(mean(true)).toBeGreaterThan(1.5 * mean(false))
  })
})

/** Sums the counts of each emotion word, as the import does. */
function emotionWords(tags: readonly (readonly [string, number])[]): { word: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const [tag, count] of tags) {
    const word = mapTag(tag, stems)
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + count)
  }
  return [...counts].map(([word, count]) => ({ word, count }))
}

function correlation(first: readonly number[], second: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [firstMean, secondMean] = [mean(first), mean(second)]
  const covariance = mean(first.map((value, index) => (value - firstMean) * ((second[index] ?? 0) - secondMean)))
  const variance = (values: readonly number[], centre: number): number => mean(values.map((value) => (value - centre) ** 2))
  return covariance / Math.sqrt(variance(first, firstMean) * variance(second, secondMean))
}
