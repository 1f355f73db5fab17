import fc from 'fast-check'
import { expect, it } from 'vitest'
import { schemeSchema } from '@shared/contract/schemes'
import { noModifiers } from '@shared/domain/schemes/modifiers'
import { neutralisingWords } from '@shared/domain/schemes/neutralising'
import { derivationBy, deriveByScheme, describeScheme, type Scheme, underPresentNames } from '@shared/domain/schemes/scheme'
import { matrixOf } from '../../../helpers/tag-matrices'

const words = [
  { word: 'joy', valence: 0.9, arousal: 0.5 },
  { word: 'grief', valence: -0.8, arousal: -0.4 },
  { word: 'calm', valence: 0.6, arousal: -0.8 },
  { word: 'rage', valence: -0.7, arousal: 0.9 },
  { word: 'unknown', valence: null, arousal: null },
]
const names = words.map(({ word }) => word)
type Song = Readonly<Record<string, number>>

const songs = fc.array(fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 60 }), { minKeys: 1 }), {
  minLength: 1,
  maxLength: 12,
})
const modifiers = {
  weights: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(0, 0.25, 1, 2)),
  minimumMass: fc.constantFrom(0, 3, 20),
  commentsShare: fc.constant(0),
}
const name = fc.constant('any')
const scheme: fc.Arbitrary<Scheme> = fc.oneof(
  fc.record({ kind: fc.constant('published' as const), name }),
  fc.record({ kind: fc.constant('weights' as const), name, ...modifiers }),
  fc.record({
    kind: fc.constant('occurrence' as const),
    name,
    measure: fc.constantFrom('mass', 'tracks'),
    exponent: fc.double({ min: 0, max: 2, noNaN: true }),
    cap: fc.constantFrom(1, 5, 1e6),
    ...modifiers,
  }),
  fc.record({ kind: fc.constant('excess' as const), name, strength: fc.double({ min: 0, max: 4, noNaN: true }), ...modifiers }),
  fc.record({ kind: fc.constant('damped' as const), name, by: fc.constantFrom('sqrt', 'log', 'presence'), ...modifiers }),
  fc.record({ kind: fc.constant('neutralising' as const), name, words: fc.subarray(names), ...modifiers }),
  fc.record({
    kind: fc.constant('learnt' as const),
    name,
    learntWeights: fc.dictionary(fc.constantFrom(...names), fc.double({ min: 0.1, max: 5, noNaN: true })),
    coordinates: fc.option(fc.constant({ calm: { valence: 0.2, arousal: -0.5 } })),
    fit: fc.constant({ tracks: 1, strength: 1, seed: 1, trackIds: [] }),
    ...modifiers,
  }),
)

const massOf = (song: Song): number => Object.values(song).reduce((sum, count) => sum + count, 0)

/** What one word of one song counts and weighs, written down from the docstrings, a song at a time. */
function reading(all: readonly Song[], song: Song, word: string, one: Scheme): { mass: number; weight: number } {
  const count = song[word] ?? 0
  const total = all.reduce((sum, other) => sum + massOf(other), 0)
  const massShare = (of: string): number => all.reduce((sum, other) => sum + (other[of] ?? 0), 0) / total
  const trackShare = (of: string): number => all.filter((other) => other[of] !== undefined).length / all.length
  switch (one.kind) {
    case 'published':
    case 'weights':
      return { mass: count, weight: 1 }
    case 'occurrence': {
      const share = one.measure === 'mass' ? massShare : trackShare
      const largest = Math.max(...names.map(share))
      return { mass: count, weight: Math.min(one.cap, (share(word) / largest) ** -one.exponent) }
    }
    case 'excess':
      return { mass: Math.max(0, count - one.strength * massShare(word) * massOf(song)), weight: 1 }
    case 'damped':
      return { mass: { sqrt: Math.sqrt(count), log: Math.log1p(count), presence: 1 }[one.by], weight: 1 }
    case 'neutralising': {
      const hasOther = Object.keys(song).some((other) => other !== 'unknown' && !one.words.includes(other))
      return { mass: hasOther && one.words.includes(word) ? 0 : count, weight: 1 }
    }
    case 'learnt':
      return { mass: count, weight: one.learntWeights[word] ?? 1 }
  }
}

function plainLabel(all: readonly Song[], song: Song, one: Scheme): { valence: number; arousal: number } | null {
  const byHand = one.kind === 'published' ? {} : one.weights
  const minimumMass = one.kind === 'published' ? 0 : one.minimumMass
  const total = all.reduce((sum, other) => sum + massOf(other), 0)
  const meanWeight = names.reduce((sum, word) => {
    const mass = all.reduce((own, other) => own + (other[word] ?? 0), 0)
    return mass === 0 ? sum : sum + (mass / total) * reading(all, song, word, one).weight
  }, 0)
  let [sum, remaining, valence, arousal] = [0, 0, 0, 0]
  for (const word of Object.keys(song)) {
    const known = words.find((candidate) => candidate.word === word)
    if (!known || known.valence === null) continue
    const moved = one.kind === 'learnt' ? one.coordinates?.[word] : undefined
    const { mass, weight } = reading(all, song, word, one)
    const hand = byHand[word] ?? 1
    sum += mass * weight * hand
    valence += mass * weight * hand * (moved?.valence ?? known.valence)
    arousal += mass * weight * hand * (moved?.arousal ?? known.arousal)
    remaining += mass * Math.min(1, weight / meanWeight) * Math.min(1, hand)
  }
  // What lies within rounding of the minimum may fall on either side.
  if (Math.abs(remaining - minimumMass) < 1e-9 && minimumMass > 0) return { valence: NaN, arousal: NaN }
  return sum > 1e-12 && remaining >= minimumMass ? { valence: valence / sum, arousal: arousal / sum } : null
}

it('every kind of scheme labels each track as the formula says, written down a song at a time', () => {
  fc.assert(
    fc.property(songs, scheme, (all, one) => {
      const { valence, arousal } = deriveByScheme(matrixOf(words, all), one)
      for (const [row, song] of all.entries()) {
        const label = plainLabel(all, song, one)
        if (label && Number.isNaN(label.valence)) continue
        if (label === null) expect(Math.abs(valence[row] ?? NaN) <= 1).toBe(false)
        else {
          expect(valence[row]).toBeCloseTo(label.valence, 8)
          expect(arousal[row]).toBeCloseTo(label.arousal, 8)
        }
      }
    }),
    { numRuns: 400 },
  )
})

it('what a scheme makes of a matrix stays, whatever is derived by others afterwards', () => {
  const matrix = matrixOf(words, [
    { joy: 5, calm: 2 },
    { calm: 9, rage: 1 },
  ])
  const excess = (strength: number): Scheme => ({ kind: 'excess', name: 'x', strength, ...noModifiers })
  const kept = derivationBy(matrix, excess(1))
  const masses = [...kept.masses]
  deriveByScheme(matrix, excess(0))
  expect([...kept.masses]).toEqual(masses)
})

it('every kind of scheme crosses processes as it is and says what it does', () => {
  fc.assert(
    fc.property(scheme, (one) => {
      expect(schemeSchema.parse(structuredClone(one))).toEqual(one)
      expect(describeScheme(one)).not.toBe('')
    }),
  )
})

it.each([
  ['an exponent out of range', { kind: 'occurrence', name: 'x', exponent: 2.5 }],
  ['a weight that is no number', { kind: 'weights', name: 'x', weights: { joy: NaN } }],
  ['a weight that is a text', { kind: 'weights', name: 'x', weights: { joy: 'much' } }],
  ['a cap below 1', { kind: 'occurrence', name: 'x', cap: 0.5 }],
  ['a strength below 0', { kind: 'excess', name: 'x', strength: -1 }],
  ['an unknown damping', { kind: 'damped', name: 'x', by: 'cube' }],
  ['a minimum below 0', { kind: 'damped', name: 'x', by: 'log', minimumMass: -1 }],
])('refuses %s', (_, value) => {
  expect(schemeSchema.safeParse(value).success).toBe(false)
})

it('finds the word that stands beside everything, and no other', () => {
  const beside = (word: string): Song[] => Array.from({ length: 10 }, () => ({ [word]: 3, calm: 9 }))
  const all = [...beside('rage'), ...beside('grief'), ...beside('joy')]
  expect(neutralisingWords(matrixOf(words, all))).toContain('calm')
  expect(
    neutralisingWords(
      matrixOf(
        words,
        Array.from({ length: 10 }, () => ({ joy: 1 })),
      ),
    ),
  ).toEqual([])
})

it('any scheme says the same of words that were renamed since, whatever it names', () => {
  fc.assert(
    fc.property(songs, scheme, fc.subarray(names), (own, chosen, renamed) => {
      const nameOf = (word: string): string => (renamed.includes(word) ? `new ${word}` : word)
      const newWords = words.map((word) => (renamed.includes(word.word) ? { ...word, word: nameOf(word.word), former: word.word } : word))
      const newSongs = own.map((song) => Object.fromEntries(Object.entries(song).map(([word, count]) => [nameOf(word), count])))
      const [before, after] = [deriveByScheme(matrixOf(words, own), chosen), deriveByScheme(matrixOf(newWords, newSongs), chosen)]
      expect(after).toEqual(before)
      const underNew = underPresentNames(chosen, newWords)
      expect(deriveByScheme(matrixOf(newWords, newSongs), underNew)).toEqual(before)
      expect(underPresentNames(underNew, newWords)).toEqual(underNew)
    }),
  )
})
