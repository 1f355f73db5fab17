import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quadrantOf } from '@shared/domain/plane'
import { deriveLabel } from '@shared/domain/scheme'
import { deriveAll, movedTracks, previewAll, quadrantCounts, type TagMatrix, wordStatistics } from '@shared/domain/tag-statistics'

const names = ['joy', 'calm', 'grief', 'unplaced']
const places = new Map([
  ['joy', { word: 'joy', valence: 0.9, arousal: 0.4 }],
  ['calm', { word: 'calm', valence: 0.4, arousal: -0.8 }],
  ['grief', { word: 'grief', valence: -0.9, arousal: -0.3 }],
])

type Song = readonly { readonly word: string; readonly count: number }[]

function matrixOf(songs: readonly Song[], human: ReadonlyMap<number, { valence: number; arousal: number }> = new Map()): TagMatrix {
  const entries = songs.flat()
  const offsets = songs.reduce<number[]>((ends, song) => [...ends, (ends.at(-1) ?? 0) + song.length], [0])
  return {
    words: names.map((word) => ({ word, valence: places.get(word)?.valence ?? null, arousal: places.get(word)?.arousal ?? null })),
    trackIds: Int32Array.from(songs, (_, index) => index + 1),
    offsets: Int32Array.from(offsets),
    wordIndex: Int32Array.from(entries, ({ word }) => names.indexOf(word)),
    counts: Float32Array.from(entries, ({ count }) => count),
    humanTrack: Uint8Array.from(songs, (_, index) => (human.has(index) ? 1 : 0)),
    humanValence: Float32Array.from(songs, (_, index) => human.get(index)?.valence ?? NaN),
    humanArousal: Float32Array.from(songs, (_, index) => human.get(index)?.arousal ?? NaN),
    commentsValence: new Float64Array(songs.length).fill(NaN),
    commentsArousal: new Float64Array(songs.length).fill(NaN),
  }
}

const song = fc.uniqueArray(fc.record({ word: fc.constantFrom(...names), count: fc.integer({ min: 1, max: 100 }) }), {
  selector: ({ word }) => word,
  minLength: 1,
})
const weights = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(0, 0.5, 1, 2))

describe('labels of all tracks at once', () => {
  it('equal the formula for one track, whatever the weights', () => {
    fc.assert(
      fc.property(fc.array(song, { minLength: 1 }), weights, (songs, scheme) => {
        const all = deriveAll(matrixOf(songs), scheme)
        songs.forEach((words, track) => {
          const one = deriveLabel(words, places, { name: 'x', weights: scheme })
          if (one === null) expect(all.valence[track]).toBeNaN()
          else {
            expect(all.valence[track]).toBeCloseTo(one.valence, 12)
            expect(all.arousal[track]).toBeCloseTo(one.arousal, 12)
          }
        })
      }),
    )
  })

  it('fill the places they are given, so that a preview allocates nothing', () => {
    const matrix = matrixOf([[{ word: 'joy', count: 1 }]])
    const into = deriveAll(matrix, {})
    expect(deriveAll(matrix, { joy: 0 }, into)).toBe(into)
    expect(into.valence[0]).toBeNaN()
  })

  it('leave human labels where they are in a preview', () => {
    const matrix = matrixOf([[{ word: 'joy', count: 1 }], [{ word: 'joy', count: 1 }]], new Map([[0, { valence: -0.5, arousal: -0.25 }]]))
    expect(previewAll(matrix, { weights: {} })).toEqual({ valence: Float64Array.of(-0.5, 0.9), arousal: Float64Array.of(-0.25, 0.4) })
  })
})

describe('a track that a scheme leaves without label', () => {
  it('falls back to its comments, as current labels do', () => {
    const matrix = matrixOf([[{ word: 'joy', count: 1 }], [{ word: 'joy', count: 1 }]], new Map())
    matrix.commentsValence.set([0.25, NaN])
    matrix.commentsArousal.set([-0.5, NaN])
    expect(previewAll(matrix, { weights: { joy: 0 } })).toEqual({
      valence: Float64Array.of(0.25, NaN),
      arousal: Float64Array.of(-0.5, NaN),
    })
  })
})

describe('what a change of weights does', () => {
  const songs: Song[] = [
    [
      { word: 'calm', count: 3 },
      { word: 'joy', count: 1 },
    ],
    [{ word: 'calm', count: 1 }],
    [{ word: 'joy', count: 1 }],
    [{ word: 'unplaced', count: 1 }],
  ]

  it('is counted by quadrant', () => {
    expect(quadrantCounts(deriveAll(matrixOf(songs), {}))).toEqual([1, 0, 0, 2])
  })

  it('is counted by track: moved, in another quadrant, without label', () => {
    const matrix = matrixOf(songs)
    const [before, after] = [deriveAll(matrix, {}), deriveAll(matrix, { calm: 0 })]
    expect(movedTracks(before, after)).toEqual({ moved: 1, changedQuadrant: 1, lost: 1, gained: 0 })
    expect(movedTracks(after, before)).toEqual({ moved: 1, changedQuadrant: 1, lost: 0, gained: 1 })
    expect(movedTracks(before, before)).toEqual({ moved: 0, changedQuadrant: 0, lost: 0, gained: 0 })
  })
})

describe('statistics of a word', () => {
  it('tell what leaving it out would do, as deriving without it shows', () => {
    fc.assert(
      fc.property(fc.array(song, { minLength: 1, maxLength: 20 }), (songs) => {
        const matrix = matrixOf(songs)
        for (const effect of wordStatistics(matrix)) {
          const carriers = songs.filter((words) => words.some(({ word }) => word === effect.word))
          const shared = carriers.filter((words) => words.length > 1)
          const changes = shared.flatMap((words) => {
            const label = deriveLabel(words, places, { name: '', weights: {} })
            const without = deriveLabel(words, places, { name: '', weights: { [effect.word]: 0 } })
            return label && without ? [{ shift: label.valence - without.valence, flip: quadrantOf(label) !== quadrantOf(without) }] : []
          })
          expect(effect).toMatchObject({ tracks: carriers.length, tracksWithOthers: shared.length, alone: carriers.length - shared.length })
          expect(effect.flips).toBe(changes.filter(({ flip }) => flip).length)
          expect(effect.meanShiftValence).toBeCloseTo(changes.reduce((sum, { shift }) => sum + shift, 0) / Math.max(1, shared.length), 9)
        }
      }),
    )
  })

  it('shares out all counts', () => {
    const shares = wordStatistics(
      matrixOf([
        [
          { word: 'joy', count: 1 },
          { word: 'grief', count: 3 },
        ],
      ]),
    ).map(({ word, massShare }) => [word, massShare])
    expect(shares).toEqual([
      ['joy', 0.25],
      ['calm', 0],
      ['grief', 0.75],
      ['unplaced', 0],
    ])
  })
})
