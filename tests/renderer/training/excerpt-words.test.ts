import { describe, expect, it } from 'vitest'
import { countInWords, repeatedInWords, sampleExcerptInWords } from '@renderer/training/excerpt-words'

const nobody = { withoutModality: 3, inOtherLanguage: 0, inCheckedSet: 0, withoutExcerpt: 0 }
const count = {
  excerpts: { kind: 'middle' },
  tracks: 1,
  samples: 2,
  ownLabels: 0,
  repeatedTracks: 0,
  leftOut: nobody,
  refusal: null,
} as const

describe('what a choice of excerpts gives, in words', () => {
  it('names tracks, samples, own labels, and tracks without an excerpt', () => {
    expect(countInWords(count)).toBe('1 track, 2 samples')
    expect(countInWords({ ...count, ownLabels: 1, leftOut: { ...nobody, withoutExcerpt: 1 } })).toBe(
      '1 track, 2 samples (1 with a label of its own); 1 track without one left out',
    )
  })

  it('says why a choice that fits no track cannot be', () => {
    const refusal = { reason: 'It fits no track.', hint: 'Choose another.' }
    expect(countInWords({ ...count, tracks: 0, samples: 0, refusal })).toBe('It fits no track.')
    expect(countInWords({ ...count, refusal })).toBe('1 track, 2 samples')
  })

  it('warns of tracks that are repeated', () => {
    expect(repeatedInWords(count)).toBeNull()
    expect(repeatedInWords({ ...count, repeatedTracks: 1 })).toBe('All tracks are shorter than an excerpt, and repeated to its length.')
    expect(repeatedInWords({ ...count, tracks: 9, repeatedTracks: 1 })).toContain('1 track is shorter')
  })
})

describe('the excerpt of a sample in words', () => {
  const chosen = { excerptId: 7, startSeconds: 0, endSeconds: 73, augmentationSeed: null }
  it('says who chose it and what is heard', () => {
    expect(sampleExcerptInWords(chosen, 73)).toBe('Chosen by a person')
    expect(sampleExcerptInWords({ ...chosen, endSeconds: 20 }, 73)).toBe('Chosen by a person; repeated to its length')
    expect(sampleExcerptInWords({ ...chosen, endSeconds: 100 }, 73)).toBe('Chosen by a person (1:40); its middle is heard')
    expect(sampleExcerptInWords({ ...chosen, excerptId: null }, 73)).toBe('The dataset chose it')
    expect(sampleExcerptInWords({ ...chosen, excerptId: null, augmentationSeed: 5 }, 73)).toBe('Its beginning was drawn at random')
    expect(sampleExcerptInWords({ ...chosen, startSeconds: null, endSeconds: null }, 73)).toBe('The middle of the track')
  })
})
