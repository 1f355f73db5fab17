import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importTags, previewTags } from '@main/library/import-tags'
import { libraryCounts } from '@main/store/library-counts'
import type { Library } from '@main/store/library'
import { tagsOfTrack, wordsOfTrack } from '@main/store/track-details'
import { trackIds, trackRows } from '@main/store/track-pages'
import { temporaryFolder, temporaryLibrary, testTime } from '../../helpers/library'
import { addFile, addTrack } from '../../helpers/track'

function written(name: string, content: string | object): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const run = (library: Library, path: string, createTracks = true) => importTags(library, { path, createTracks }, testTime)
const allTags = (library: Library) =>
  [...trackIds(library.database, {}, { by: 'createdAt', direction: 'ascending' })].map((id) => [
    trackRows(library.database, [id])[0]?.externalId,
    Object.fromEntries(tagsOfTrack(library.database, id).map(({ tag, count }) => [tag, count])),
  ])

const wanted = [
  ['s1', { 'chill out': 3, sad: 1 }],
  ['s2', { sad: 2 }],
]

describe('tags', () => {
  it.each([
    ['long.csv', 'track,tag,count\ns1,chill out,3\ns1,sad,1\ns2,sad,2\n'],
    ['long.tsv', 'song_id\ttag\tcount\ns1\tchill out\t3\ns2\tsad\t2\ns1\tsad\t1\n'],
    ['wide.csv', 'id,chill out,sad\ns1,3,1\ns2,,2\n'],
    [
      'pairs.json',
      {
        s1: [
          ['chill out', 3],
          ['sad', 1],
        ],
        s2: [['sad', 2]],
      },
    ],
    ['counts.json', { s1: { 'chill out': 3, sad: 1 }, s2: { sad: '2' } }],
    [
      'list.json',
      [
        {
          track: 's1',
          tags: [
            { tag: 'chill out', count: 3 },
            { tag: 'sad', count: 1 },
          ],
        },
        { externalId: 's2', tags: { sad: 2, happy: 0 } },
      ],
    ],
    [
      'annotations.json',
      {
        s1: {
          valence: 0.5,
          arousal: 0.5,
          emotion_tags: [
            ['chill out', 3],
            ['sad', 1],
          ],
        },
        s2: { valence: 0.5, arousal: 0.5, emotion_tags: [['sad', 2]] },
      },
    ],
  ])('are read from %s', (name, content) => {
    const library = temporaryLibrary()
    expect(run(library, written(name, content))).toEqual({ imported: 2, unmatched: [] })
    expect(allTags(library)).toEqual(wanted)
    expect(wordsOfTrack(library.database, 1)).toMatchObject([
      { word: 'calmness', count: 3, valence: 0.5, arousal: -0.75 },
      { word: 'sadness', count: 1 },
    ])
  })

  it('count once each where no counts are given', () => {
    const library = temporaryLibrary()
    run(library, written('tags.csv', 'track,tag\ns1,sad\ns1,happy\n'))
    run(library, written('tags.json', { s2: ['sad', 'calm'] }))
    expect(allTags(library)).toEqual([
      ['s1', { sad: 1, happy: 1 }],
      ['s2', { sad: 1, calm: 1 }],
    ])
  })

  it('go to tracks that are matched by file or by artist and title; the others are listed, not dropped', () => {
    const library = temporaryLibrary()
    const byFile = addTrack(library, { title: 'A', artist: 'X' })
    addFile(library, byFile, '/music/song.mp3')
    const byName = addTrack(library, { title: 'Sæglópur', artist: 'Sigur Rós' })
    addTrack(library, { title: 'Twin', artist: 'Y' })
    addTrack(library, { title: 'Twin', artist: 'Y' })
    const path = written(
      'tags.csv',
      'file,artist,title,tag,count\nsong.mp3,,,sad,1\n,sigur ros,SÆGLÓPUR,calm,2\n,Y,Twin,sad,1\nother.mp3,Z,Unknown,sad,1\n,,,sad,1\n',
    )
    const preview = previewTags(library, { path, createTracks: true })
    expect(preview).toMatchObject({
      format: 'csv-long',
      encoding: 'utf-8',
      rows: 5,
      matched: 2,
      created: 0,
      problems: [],
      mapping: { path: 'file', tag: 'tag' },
    })
    expect(preview.sampleRows[0]).toEqual(['song.mp3', '', '', 'sad', '1'])
    expect(libraryCounts(library.database).withTags).toBe(0)

    const result = run(library, path)
    expect(result.imported).toBe(2)
    expect(result.unmatched).toEqual([
      { row: 'line 4 (Y – Twin)', reason: expect.stringContaining('2 tracks') },
      { row: 'line 5 (other.mp3)', reason: 'no track matches it' },
      { row: 'line 6 ()', reason: 'it names no track' },
    ])
    expect(tagsOfTrack(library.database, byName)).toEqual([{ tag: 'calm', count: 2, word: 'calmness' }])
    expect(libraryCounts(library.database).tracks).toBe(4)
  })

  it('make no tracks when that is not wished', () => {
    const library = temporaryLibrary()
    expect(run(library, written('tags.csv', 'track,tag\ns1,sad\n'), false)).toEqual({
      imported: 0,
      unmatched: [{ row: 'line 2 (s1)', reason: 'no track matches it' }],
    })
    expect(libraryCounts(library.database).tracks).toBe(0)
  })

  it('replace the counts of the same tags and leave others', () => {
    const library = temporaryLibrary()
    run(library, written('one.json', { s1: { sad: 5, happy: 1 } }))
    run(library, written('two.json', { s1: { sad: 2 } }))
    expect(allTags(library)).toEqual([['s1', { sad: 2, happy: 1 }]])
  })

  it('get artist and title from data_info.json that is imported afterwards', () => {
    const library = temporaryLibrary()
    run(library, written('annotations.json', { s1: { valence: 0, arousal: 0, emotion_tags: [['sadness', 1]] } }))
    expect(
      run(
        library,
        written('data_info.json', { s1: { msd_id: 'T', song_meanings_id: '1', artist_name: 'Fiona Apple', song_title: 'I Know' } }),
      ).imported,
    ).toBe(1)
    expect(trackRows(library.database, [1])).toMatchObject([{ artist: 'Fiona Apple', title: 'I Know' }])
    expect(allTags(library)).toEqual([['s1', { sadness: 1 }]])
  })

  it.each([
    ['a negative count', 'track,tag,count\ns1,sad,1\ns2,sad,-3\n', 'Line 3: the count -3 is negative.'],
    ['a count that is NaN', 'track,tag,count\ns1,sad,NaN\n', 'Line 2: the count "NaN" is not a number.'],
    ['a count that is a word', 'id,sad,happy\ns1,1,often\n', 'Line 2, column "happy": the count "often" is not a number.'],
    ['an empty tag', 'track,tag,count\ns1,,1\n', 'Line 2: the tag is empty.'],
    ['a tag that comes twice', 'track,tag,count\ns1,sad,1\ns1,sad,2\n', 'Line 3: the tag "sad" is given twice for the same track.'],
    ['an id that comes twice', 'id,sad\ns1,1\ns1,2\n', 'Line 3 (s1) means the same track as line 2 (s1).'],
    ['a row of another width', 'track,tag,count\ns1,sad,1,9\n', 'Line 2 has 4 columns; the header has 3.'],
    ['a value that holds no tags', { s1: 5 }, '"s1" holds no tags'],
    ['a negative count in JSON', { s1: [['sad', -1]] }, '"s1": the count -1 is negative.'],
    ['an id that comes twice in JSON', '{"s1": {"a": 1}, "s2": {"s1": 1}, "s1": {"a": 2}}', 'names a track twice: s1.'],
    ['broken JSON', '{"s1": [', 'is not valid JSON'],
    ['no column for the track', 'tag,count\nsad,1\n', 'No column names the track'],
    ['nothing', '', 'is empty'],
  ])('are refused with %s, and nothing is written', (_, content, message) => {
    const library = temporaryLibrary()
    const path = written('bad.csv', content)
    expect(() => run(library, path)).toThrow(message)
    expect(() => run(library, path)).toThrow(expect.objectContaining({ code: 'file-invalid', hint: expect.stringMatching(/./) }))
    expect(libraryCounts(library.database).tracks).toBe(0)
    expect(library.database.prepare('SELECT count(*) FROM tags').pluck().get()).toBe(0)
  })

  it('are refused from a path that is missing or a folder', () => {
    const library = temporaryLibrary()
    const folder = temporaryFolder()
    expect(() => run(library, join(folder, 'absent.csv'))).toThrow(expect.objectContaining({ code: 'file-missing' }))
    expect(() => run(library, folder)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })
})
