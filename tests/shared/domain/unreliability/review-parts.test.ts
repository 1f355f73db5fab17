import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { furthestDuplicate, recordingKey } from '@shared/domain/unreliability/duplicates'
import { inWords } from '@shared/domain/unreliability/difference-in-words'
import { mostUsefulFirst, type UsefulCandidate } from '@shared/domain/unreliability/most-useful'
import { neutralisingPart } from '@shared/domain/unreliability/neutralising'
import { joinParts, mainPart, type ReviewPart, weighedReasons } from '@shared/domain/unreliability/reasons'
import { contradiction, type WordVotes } from '@shared/domain/unreliability/votes'

const vote = (word: string, count: number, valence: number, arousal: number): WordVotes => ({ word, count, mass: count, valence, arousal })
const joy = (count: number): WordVotes => vote('joy', count, 0.8, 0.4)
const grief = (count: number): WordVotes => vote('grief', count, -0.8, -0.4)

describe('contradicting votes', () => {
  it('need several votes on each side', () => {
    expect(contradiction([joy(1), grief(1)]).strength).toBe(0)
    expect(contradiction([joy(50), grief(1)]).strength).toBe(0)
    expect(contradiction([joy(10), grief(10)]).strength).toBeGreaterThan(0.6)
    expect(contradiction([joy(20)])).toEqual({ strength: 0, sides: null })
  })

  it('are a strength in [0, 1] that more votes of the same shares never lower', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true })
    const votes = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), coordinate, coordinate), { maxLength: 6 })
    fc.assert(
      fc.property(votes, (drawn) => {
        const times = (factor: number) =>
          contradiction(drawn.map(([count, valence, arousal], index) => vote(`word ${index}`, factor * count, valence, arousal))).strength
        expect(times(1)).toBeGreaterThanOrEqual(0)
        expect(times(1)).toBeLessThanOrEqual(1)
        expect(times(2)).toBeGreaterThanOrEqual(times(1) - 1e-9)
      }),
    )
  })

  it('names the way without the words that neutralise', () => {
    const part = neutralisingPart([vote('calmness', 20, 0.6, -0.8), joy(10)], new Set(['calmness']))
    expect(part?.text).toBe('calmness: 67 % of its tag mass; without them .80 more arousal')
    expect(part?.strength).toBeGreaterThan(0.2)
    expect(neutralisingPart([joy(10)], new Set(['calmness']))).toBeNull()
    expect(neutralisingPart([vote('calmness', 20, 0.6, -0.8)], new Set(['calmness']))).toBeNull()
  })
})

describe('joined reasons', () => {
  const part = fc.record({
    reason: fc.constantFrom(...weighedReasons),
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constant(''),
  })

  it('stay in [0, 1] and grow with every reason and weight', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), part, fc.double({ min: 0, max: 2, noNaN: true }), (parts, more, weight) => {
        const before = joinParts(parts, {})
        expect(before).toBeGreaterThanOrEqual(0)
        expect(before).toBeLessThanOrEqual(1)
        expect(joinParts([...parts, more], {})).toBeGreaterThanOrEqual(before)
        expect(joinParts([more], { [more.reason]: weight })).toBeLessThanOrEqual(joinParts([more], { [more.reason]: 2 }))
        expect(joinParts([more], { [more.reason]: 0 })).toBeCloseTo(0, 12)
      }),
    )
  })

  it('are headed by the one that counts most by its weight', () => {
    const parts: ReviewPart[] = [
      { reason: 'few-votes', strength: 0.4, text: 'a' },
      { reason: 'tags-disagree', strength: 0.5, text: 'b' },
    ]
    expect(mainPart(parts, {})?.text).toBe('b')
    expect(mainPart(parts, { 'tags-disagree': 0.2 })?.text).toBe('a')
    expect(mainPart([], {})).toBeNull()
  })
})

describe('ways in words', () => {
  it('name the dimensions that matter, the greater first', () => {
    expect(inWords({ valence: 0.4, arousal: -0.8 })).toBe('.80 less arousal, .40 more valence')
    expect(inWords({ valence: 1.05, arousal: 0.1 })).toBe('1.05 more valence')
  })
})

describe('near-duplicates', () => {
  it('have the same title and artist, whatever case, accents and brackets', () => {
    expect(recordingKey('Café (Live at X)', 'The Band')).toBe(recordingKey('cafe', 'THE  BAND!'))
    expect(recordingKey('Song', '')).toBe('')
    expect(recordingKey('Song 1', 'A')).not.toBe(recordingKey('Song 2', 'A'))
  })

  it('speak against labels that lie apart', () => {
    const group = [
      { valence: 0.5, arousal: 0 },
      { valence: 0.4, arousal: 0 },
      { valence: -0.5, arousal: 0 },
    ]
    expect(furthestDuplicate(group, 0)).toMatchObject({ other: 2, distance: 1 })
    expect(furthestDuplicate(group.slice(0, 2), 0)).toBeNull()
  })
})

/** The order by its definition: all gains anew for every choice. */
function plainOrder(candidates: readonly UsefulCandidate[]): number[] {
  const taught = new Map<string, number>()
  const learn = ({ topics }: UsefulCandidate): void =>
    topics.forEach(([topic, share]) => taught.set(topic, (taught.get(topic) ?? 0) + share))
  const gain = ({ unreliability, topics }: UsefulCandidate): number =>
    (0.1 + unreliability) * topics.reduce((sum, [topic, share]) => sum + share / (1 + (taught.get(topic) ?? 0)), 0)
  candidates.filter(({ reviewed }) => reviewed).forEach(learn)
  let left = candidates.map((candidate, index) => ({ candidate, index })).filter(({ candidate }) => !candidate.reviewed)
  const order: number[] = []
  while (left.length > 0) {
    const best = left.reduce((one, other) => (gain(other.candidate) > gain(one.candidate) ? other : one))
    order.push(best.index)
    learn(best.candidate)
    left = left.filter((one) => one !== best)
  }
  return order
}

describe('the most useful tracks', () => {
  it('are those of the plain greedy choice', () => {
    const topic = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(0.25, 0.5, 1))
    const candidate = fc.record({
      unreliability: fc.constantFrom(0, 0.25, 0.5, 1),
      topics: fc.array(topic, { maxLength: 3 }),
      reviewed: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 14 }), (candidates) => {
        expect(mostUsefulFirst(candidates)).toEqual(plainOrder(candidates))
      }),
    )
  })

  it('alternate between what they teach', () => {
    const of = (topic: string): UsefulCandidate => ({ unreliability: 0.5, topics: [[topic, 1]], reviewed: false })
    expect(mostUsefulFirst([of('a'), of('a'), of('b'), of('b')])).toEqual([0, 2, 1, 3])
  })
})
