import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importLabels, previewLabels } from '@main/library/import-labels'
import { checkDatabase } from '@main/store/check'
import { excerptsOfTrack } from '@main/store/excerpts'
import type { Library } from '@main/store/library'
import { trackRows } from '@main/store/track-pages'
import { currentLabels, labelsOfTrack } from '@main/store/labels'
import { labelsToLearnFrom } from '@main/store/labels-to-learn'
import { parquetBytes } from '@main/files/parquet'
import { deriveLabels } from '@main/labelling/derive-labels'
import { withParquetAsJson } from '@main/library/tables/parquet-table'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createTestContext } from '../../helpers/service-context'
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
    ['empty', 'track,valence,arousal\ns1,,\n', 'Line 2 holds no valence and arousal.'],
    ['of one dimension out of range', 'track,arousal\ns1,1.5\n', 'Line 2: arousal 1.5 does not lie in 0…1.'],
    ['twice', 'track,valence,arousal\ns1,0,0\ns1,1,1\n', 'Line 3 (s1) means the same track as line 2 (s1).'],
    ['without a column', 'track,loudness\ns1,0\n', 'No column is valence or arousal'],
    ['no coordinates', { s1: { tempo: 0.5 } }, '"s1" holds no valence and arousal.'],
  ])('are refused when %s, and nothing is written', (_, content, message) => {
    const library = temporaryLibrary()
    expect(() => run(library, written('bad', content), '0-1')).toThrow(message)
    expect(library.database.prepare('SELECT (SELECT count(*) FROM tracks) + (SELECT count(*) FROM labels)').pluck().get()).toBe(0)
  })
})

describe('labels of one dimension', () => {
  const last = (library: Library, id: number) => {
    const [label] = labelsOfTrack(library.database, id)
    return [label?.valence, label?.arousal, label?.stated, label?.waiting]
  }

  it('wait for the other dimension, and count when it comes', () => {
    const library = temporaryLibrary()
    expect(run(library, written('valence.csv', 'track,valence\ns1,7\ns2,1\n'), '1-9')).toEqual({ imported: 2, unmatched: [], waiting: 2 })
    expect(last(library, 1)).toEqual([null, null, 'valence', 0.5])
    expect(trackRows(library.database, [1])).toMatchObject([{ valence: null, source: null }])
    expect(run(library, written('arousal.json', { s1: { arousal: 5 } }), '1-9')).toEqual({ imported: 1, unmatched: [] })
    expect(last(library, 1)).toEqual([0.5, 0, null, null])
    expect(trackRows(library.database, [1, 2])).toMatchObject([
      { valence: 0.5, arousal: 0, source: 'imported' },
      { valence: null, source: null },
    ])
    expect(labelsToLearnFrom(library.database).has(1)).toBe(true)
    expect(checkDatabase(library.database)).toEqual([])
  })

  it('take the other from the label that counts, say so, and are not learnt from', () => {
    const { context, library } = createTestContext({ tracks: [[['happiness', 2]], [['happiness', 2]]] })
    deriveLabels(context, publishedScheme, '')
    const { arousal = null } = currentLabels(library.database)[0] ?? {}
    run(library, written('valence.csv', 'track,valence,arousal\nsong-1,-0.25,\nsong-2,0,0\n'), '-1-1')
    expect(last(library, 1)).toEqual([-0.25, arousal, 'valence', null])
    expect(labelsOfTrack(library.database, 1)[0]?.note).toMatch(/; arousal taken from tags$/u)
    expect([...labelsToLearnFrom(library.database).keys()]).toEqual([2])
    run(library, written('arousal.csv', 'track,arousal\nsong-1,0.75\n'), '-1-1')
    expect(last(library, 1)).toEqual([-0.25, 0.75, null, null])
    run(library, written('valence.csv', 'track,valence\nsong-1,0.125\n'), '-1-1')
    expect(last(library, 1)).toEqual([0.125, 0.75, null, null])
    expect(labelsToLearnFrom(library.database).size).toBe(2)
  })

  it('of excerpts take the other from the label of a person on the excerpt, else from the track', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { externalId: 's1' })
    addFile(library, id, '/s1.wav', { durationSeconds: 60 })
    addLabel(library, id, 0.5, -0.5)
    run(library, written('labels.csv', 'track,startSeconds,endSeconds,valence\ns1,0,15,0.25\n'), '-1-1')
    expect(last(library, id)).toEqual([0.25, -0.5, 'valence', null])
    expect(checkDatabase(library.database)).toEqual([])
  })
})

it('labels of a Parquet table are read as those of a JSON list', async () => {
  const library = temporaryLibrary()
  const cells = { externalId: ['s1', 's2'], valence: [0.5, 0], arousal: [1, null] }
  const columns = Object.entries(cells).map(
    ([name, values]) => ({ name, type: name === 'externalId' ? 'STRING' : 'DOUBLE', cells: values }) as const,
  )
  const path = join(temporaryFolder(), 'labels.parquet')
  writeFileSync(path, parquetBytes(columns))
  const options = await withParquetAsJson({ path, scale: '-1-1' as const, createTracks: true })
  expect(previewLabels(library, options)).toMatchObject({ encoding: 'Parquet', rows: 2, created: 2, problems: [] })
  expect(importLabels(library, options, 'importer', testTime)).toEqual({ imported: 2, unmatched: [], waiting: 1 })
  expect(trackRows(library.database, [1])).toMatchObject([{ externalId: 's1', valence: 0.5, arousal: 1 }])
})
