import { describe, expect, it } from 'vitest'
import { countTrackTags, eachTrackTag, emotionTags, readEmotionStems, tagStatistics, wordsInUse } from '@main/store/tags'
import { replaceTagMapping } from '@main/store/tag-mapping'
import { tagsOfTrack, wordsOfTrack } from '@main/store/track-details'
import { setTrackTags } from '@main/store/track-tags'
import type { LibraryDatabase } from '@main/store/library'
import { createTestContext } from '../../helpers/service-context'
import { addTaggedTracks } from '../../helpers/tagged-tracks'

const stems = {
  words: [
    { word: 'sadness', stems: ['sad'] },
    { word: 'calmness', stems: ['calm'] },
  ],
  ignored: ['sad wings'],
}

function tagged(): LibraryDatabase {
  const { database } = createTestContext().library
  replaceTagMapping(database, { stems, tags: [], words: [] })
  addTaggedTracks(database, [
    [
      ['Sadly', 2],
      ['rock', 9],
    ],
    [
      ['calm', 1],
      ['calming', 4],
      ['rock', 0],
    ],
    [['Sad Wings', 1]],
  ])
  return database
}

describe('the mapping of tags to words', () => {
  it('is read as it was written, in its order, and maps every tag', () => {
    const database = tagged()
    expect(readEmotionStems(database)).toEqual(stems)
    expect(tagStatistics(database)).toEqual([
      { tag: 'rock', word: null, tracks: 2, count: 9 },
      { tag: 'Sad Wings', word: null, tracks: 1, count: 1 },
      { tag: 'Sadly', word: 'sadness', tracks: 1, count: 2 },
      { tag: 'calm', word: 'calmness', tracks: 1, count: 1 },
      { tag: 'calming', word: 'calmness', tracks: 1, count: 4 },
    ])
    expect(wordsInUse(database)).toEqual(['sadness', 'calmness'])
  })

  it('counts the tags that mean another word after a change, those that lost theirs included', () => {
    const database = tagged()
    const changed = { stems: { words: [{ word: 'peace', stems: ['calm'] }], ignored: [] }, tags: [], words: [] }
    expect(replaceTagMapping(database, changed)).toBe(3)
    expect(replaceTagMapping(database, changed)).toBe(0)
    expect(wordsInUse(database)).toEqual(['peace'])
    expect(emotionTags(database).map(({ word }) => word)).toEqual(['peace', 'peace'])
  })

  it('names words that no stem knows any more after the others', () => {
    const database = tagged()
    database.exec("INSERT INTO tags (name, word) VALUES ('zen', 'zen'), ('awe', 'awe')")
    expect(wordsInUse(database)).toEqual(['sadness', 'calmness', 'awe', 'zen'])
  })
})

describe('tags of tracks', () => {
  it('are replaced one by one, and a known tag is not added twice', () => {
    const database = tagged()
    const again = [
      { trackId: 1, tag: 'rock', count: 3 },
      { trackId: 1, tag: 'new', count: 1 },
      { trackId: 2, tag: 'new', count: 2 },
    ]
    expect(setTrackTags(database, again)).toBe(2)
    expect(tagsOfTrack(database, 1)).toEqual([
      { tag: 'rock', count: 3, word: null },
      { tag: 'Sadly', count: 2, word: 'sadness' },
      { tag: 'new', count: 1, word: null },
    ])
    expect(database.prepare("SELECT count(*) FROM tags WHERE name = 'new'").pluck().get()).toBe(1)
    expect(() => setTrackTags(database, [{ trackId: 1, tag: 'rock', count: -1 }])).toThrow('CHECK')
  })

  it('come in the order of tracks, as many as are counted', () => {
    const database = tagged()
    const visited: number[] = []
    eachTrackTag(database, (trackId) => void visited.push(trackId))
    expect(visited).toEqual([1, 1, 2, 2, 2, 3])
    expect(countTrackTags(database)).toBe(6)
  })

  it('add up to words, with coordinates where the active lexicon has the word', () => {
    const database = tagged()
    database.exec("INSERT INTO lexicon_words VALUES (1, 'calmness', 0.5, -0.5) ON CONFLICT DO UPDATE SET valence = 0.5, arousal = -0.5")
    expect(wordsOfTrack(database, 2)).toEqual([{ word: 'calmness', count: 5, valence: 0.5, arousal: -0.5 }])
    database.exec('UPDATE lexicons SET active = 0')
    expect(wordsOfTrack(database, 2)).toEqual([{ word: 'calmness', count: 5, valence: null, arousal: null }])
    expect(wordsOfTrack(database, 3)).toEqual([])
  })
})
