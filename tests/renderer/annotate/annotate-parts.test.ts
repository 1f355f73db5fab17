import type { QueueEntry } from '@shared/contract/review-queue'
import { describe, expect, it } from 'vitest'
import { annotateActionOf, keyList } from '@renderer/annotate/annotate-keys'
import { countMarks, markWords } from '@renderer/annotate/mark-words'
import { paceOf, paceText } from '@renderer/annotate/pace'
import { idsOfQuery, neighbourInQueue, withReviewed } from '@renderer/annotate/queue-order'
import { meetingPoint, pullArrows, pullsOf } from '@renderer/annotate/tag-pulls'

const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false, altKey: false })
const entry = (trackId: number, reviewed = false): QueueEntry => ({
  trackId,
  title: `Song ${trackId}`,
  artist: '',
  path: null,
  quadrant: null,
  score: 0.5,
  reason: 'few-votes',
  parts: [],
  detail: '',
  reviewed,
})

describe('keys', () => {
  it('mean the same in upper and lower case, and nothing with Ctrl', () => {
    expect(annotateActionOf(key('e'))).toBe('create-excerpt')
    expect(annotateActionOf(key('E'))).toBe('create-excerpt')
    expect(annotateActionOf(key('e', true))).toBeNull()
    expect(annotateActionOf(key('q'))).toBeNull()
  })

  it('are all listed for ?', () => {
    expect(keyList.map(({ shown }) => shown)).toEqual(expect.arrayContaining(['Enter', 'E', 'Space', '?']))
    expect(new Set(keyList.map(({ shown }) => shown)).size).toBe(keyList.length)
  })
})

describe('pace', () => {
  const minute = 60_000

  it('counts labels a minute and what is left', () => {
    expect(paceOf([0, minute, 2 * minute, 2.5 * minute, 3 * minute], 20)).toEqual({ perMinute: 4 / 3, minutesLeft: 15 })
    expect(paceText(paceOf([0, minute / 2], 30))).toBe('2.0 a minute · about 15 min left')
    expect(paceText(paceOf([0, minute / 2], 0))).toBe('2.0 a minute')
  })

  it('leaves pauses out and says nothing before two labels', () => {
    expect(paceOf([0, minute, 61 * minute, 62 * minute], 10).perMinute).toBe(1)
    expect(paceText(paceOf([0], 10))).toBe('')
    expect(paceText(paceOf([], 0))).toBe('')
  })
})

describe('the queue', () => {
  const queue = [entry(5), entry(7, true), entry(9), entry(11)]

  it('goes to the next track that waits, and back to the one before', () => {
    expect(neighbourInQueue(queue, 5, 1, true)).toBe(9)
    expect(neighbourInQueue(queue, 5, 1, false)).toBe(7)
    expect(neighbourInQueue(queue, 9, -1, false)).toBe(7)
  })

  it('begins at its first track and ends after its last', () => {
    expect(neighbourInQueue(queue, null, 1, true)).toBe(5)
    expect(neighbourInQueue(queue, 11, 1, true)).toBeNull()
    expect(neighbourInQueue(queue, 5, -1, false)).toBeNull()
  })

  it('keeps its order when a track is reviewed', () => {
    expect(withReviewed(queue, new Set([5])).map(({ trackId, reviewed }) => [trackId, reviewed])).toEqual([
      [5, true],
      [7, false],
      [9, false],
      [11, false],
    ])
  })

  it('takes tracks from the route', () => {
    expect(idsOfQuery('4,8,15')).toEqual([4, 8, 15])
    expect(idsOfQuery('x')).toBeNull()
    expect(idsOfQuery(undefined)).toBeNull()
  })
})

describe('pulls', () => {
  const words = [
    { word: 'calmness', count: 3, valence: 0.6, arousal: -0.8 },
    { word: 'anger', count: 1, valence: -0.6, arousal: 0.8 },
    { word: 'unknown', count: 9, valence: null, arousal: null },
  ]

  it('meet at the weighted mean, as the label formula says', () => {
    expect(meetingPoint(pullsOf(words, new Set()))).toEqual({ valence: expect.closeTo(0.3), arousal: expect.closeTo(-0.4) })
  })

  it('follow a word that is switched off, and end when all are', () => {
    expect(meetingPoint(pullsOf(words, new Set(['calmness'])))).toEqual({ valence: -0.6, arousal: 0.8 })
    expect(pullArrows(pullsOf(words, new Set(['calmness', 'anger'])))).toEqual([])
  })

  it('are drawn wider for heavier words, and not for words without coordinates', () => {
    const arrows = pullArrows(pullsOf(words, new Set()))
    expect(arrows.map(({ name }) => name)).toEqual(['calmness', 'anger'])
    expect(arrows[0]?.width).toBeGreaterThan(arrows[1]?.width ?? 9)
  })
})

describe('marked text', () => {
  const stems = {
    words: [
      { word: 'sadness', stems: ['sad', 'tear'] },
      { word: 'happiness', stems: ['happ'] },
    ],
    ignored: [],
  }
  const text = "I'm so sad, don’t be!\nHAPPY tears — sadly."

  it('is the same text, with emotion words set apart', () => {
    const pieces = markWords(text, { stems, tags: [], words: [] })
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ word }) => word !== null).map((piece) => piece.text)).toEqual(['sad', 'HAPPY', 'tears', 'sadly'])
  })

  it('follows the mapping of tags: words mapped or excluded by hand, merged and renamed', () => {
    const tags = [
      { tag: 'don’t', word: 'anger' },
      { tag: 'tears', word: null },
    ]
    const words = [
      { word: 'happiness', into: 'joy', change: 'rename' as const },
      { word: 'anger', into: 'sadness', change: 'merge' as const },
    ]
    const marked = markWords(text, { stems, tags, words }).flatMap(({ text: piece, word }) => (word === null ? [] : [[piece, word]]))
    expect(marked).toEqual([
      ['sad', 'sadness'],
      ['don’t', 'sadness'],
      ['HAPPY', 'joy'],
      ['sadly', 'sadness'],
    ])
  })

  it('counts its words', () => {
    expect(countMarks(markWords(text, { stems, tags: [], words: [] }))).toEqual([
      { word: 'sadness', count: 3 },
      { word: 'happiness', count: 1 },
    ])
  })
})
