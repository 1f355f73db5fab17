import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importLabels, previewLabels } from '@main/library/import-labels'
import { checkDatabase } from '@main/store/check'
import { excerptsOfTrack } from '@main/store/excerpts'
import type { Library } from '@main/store/library'
import { trackRows } from '@main/store/track-pages'
import { labelsOfTrack } from '@main/store/labels'
import type { Scale } from '@shared/domain/plane'
import { temporaryFolder, temporaryLibrary, testTime } from '../../helpers/library'
import { addFile, addLabel, addTrack } from '../../helpers/track'

function written(name: string, content: string | object): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const run = (library: Library, path: string, scale: Scale) =>
  importLabels(library, { path, scale, createTracks: true }, 'importer', testTime)

describe('labels', () => {
  it.each([
    ['0-1', 'track,valence,arousal\ns1,0.75,0\n'],
    ['1-9', 'track,valence,arousal\ns1,7,1\n'],
    ['-1-1', { s1: { valence: 0.5, arousal: -1 } }],
    ['-1-1', [{ externalId: 's1', title: '', artist: '', valence: 0.5, arousal: -1, source: 'human', version: null }]],
  ] as const)('are read on the scale %s', (scale, content) => {
    const library = temporaryLibrary()
    expect(run(library, written('labels', content), scale)).toEqual({ imported: 1, unmatched: [] })
    expect(trackRows(library.database, [1])).toMatchObject([{ externalId: 's1', valence: 0.5, arousal: -1, source: 'imported' }])
    expect(labelsOfTrack(library.database, 1)).toMatchObject([{ author: 'importer', createdAt: testTime.toISOString() }])
  })

  it('never replace the label of a person, and follow earlier imports', () => {
    const library = temporaryLibrary()
    const [human, imported] = [addTrack(library, { externalId: 'h' }), addTrack(library, { externalId: 'i' })]
    addLabel(library, human, 0.1, 0.1)
    addLabel(library, imported, 0.2, 0.2, 'imported')
    const path = written('labels.csv', 'track,valence,arousal\nh,-1,-1\ni,-1,-1\n')
    expect(previewLabels(library, { path, scale: '-1-1', createTracks: true })).toMatchObject({ matched: 2, problems: [] })
    run(library, path, '-1-1')
    expect(trackRows(library.database, [human, imported])).toMatchObject([{ valence: 0.1 }, { valence: -1 }])
    expect(labelsOfTrack(library.database, imported)).toHaveLength(2)
  })

  it('of excerpts make the excerpts, and their mean becomes the track’s imported label', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { externalId: 's1' })
    addFile(library, id, '/s1.wav', { durationSeconds: 60 })
    const rows = 'track,startSeconds,endSeconds,valence,arousal\ns1,0,15,0.5,0\ns1,20,40,-0.25,0.5\n'
    expect(run(library, written('labels.csv', rows), '-1-1')).toEqual({ imported: 2, unmatched: [] })
    run(library, written('labels.csv', rows), '-1-1')
    expect(excerptsOfTrack(library.database, id).map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0, 15],
      [20, 40],
    ])
    expect(trackRows(library.database, [id])).toMatchObject([{ valence: 0.125, arousal: 0.25, source: 'imported', labelledExcerpts: 2 }])
    expect(checkDatabase(library.database)).toEqual([])
  })

  it.each([
    ['end before they begin', 's1,20,10', /Line 2: "20" to "10" seconds are no excerpt/],
    ['have one end only', 's1,20,', /Line 2: "20" to "" seconds are no excerpt/],
    ['end after the track', 's1,20,90', /ends at 90 s, after the track/],
    ['stand twice', 's1,0,5,0,0\ns1,0,5', /Line 3 \(s1\) means the same track/],
  ])('of excerpts that %s are refused, and nothing is changed', (_, row, message) => {
    const library = temporaryLibrary()
    const id = addTrack(library, { externalId: 's1' })
    addFile(library, id, '/s1.wav', { durationSeconds: 60 })
    const path = written('labels.csv', `track,startSeconds,endSeconds,valence,arousal\n${row},0.5,0.5\n`)
    expect(() => run(library, path, '-1-1')).toThrow(message)
    expect([excerptsOfTrack(library.database, id), labelsOfTrack(library.database, id)]).toEqual([[], []])
  })

  it.each([
    ['out of range', 'track,valence,arousal\ns1,0.5,0.5\ns2,1.2,0.5\n', 'Line 3: valence 1.2 and arousal 0.5 do not both lie in 0…1.'],
    ['NaN', 'track,valence,arousal\ns1,NaN,0.5\n', 'Line 2: the valence "NaN" is not a number.'],
    ['empty', 'track,valence,arousal\ns1,0.5,\n', 'Line 2: the arousal "" is not a number.'],
    ['twice', 'track,valence,arousal\ns1,0,0\ns1,1,1\n', 'Line 3 (s1) means the same track as line 2 (s1).'],
    ['without a column', 'track,valence\ns1,0\n', 'No column is arousal'],
    ['no coordinates', { s1: { valence: 0.5 } }, '"s1" holds no valence and arousal.'],
  ])('are refused when %s, and nothing is written', (_, content, message) => {
    const library = temporaryLibrary()
    expect(() => run(library, written('bad', content), '0-1')).toThrow(message)
    expect(library.database.prepare('SELECT (SELECT count(*) FROM tracks) + (SELECT count(*) FROM labels)').pluck().get()).toBe(0)
  })
})
