import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanePoint } from '@shared/domain/plane'
import { mergeLabels } from '@main/labelling/merge-labels'
import { undoStackOf } from '@main/undo-of-library'
import { checkDatabase } from '@main/store/check'
import { excerptsOfTrack, insertExcerpt, setExcerptDeleted, setExcerptRange } from '@main/store/excerpts'
import { currentLabels, insertLabel, labelsOfTrack, refreshCurrentLabels } from '@main/store/labels'
import type { Library } from '@main/store/library'
import type { NewTrack } from '@main/store/tracks'
import { openDatabase } from '@main/store/open-database'
import { temporaryFolder, temporaryLibrary } from '../../helpers/library'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

const here = { valence: 0.5, arousal: 0.5 }
const there = { valence: -0.5, arousal: -0.25 }

function putLabel(
  library: Library,
  trackId: number,
  point: PlanePoint | null,
  { day = 1, excerptId = null, source = 'human' }: { day?: number; excerptId?: number | null; source?: 'human' | 'imported' } = {},
): void {
  insertLabel(library.database, {
    trackId,
    excerptId,
    valence: point?.valence ?? null,
    arousal: point?.arousal ?? null,
    source,
    author: 'Ada',
    note: 'by ear',
    createdAt: `2026-01-0${day}T00:00:00.000Z`,
  })
  refreshCurrentLabels(library.database, [trackId])
}

/** An open library and another one beside it. */
function two() {
  const test = createTestContext()
  const other = temporaryLibrary()
  const merge = () => mergeLabels(test.context, other.directory)
  const current = () => currentLabels(test.library.database).map(({ trackId, valence, source }) => [trackId, valence, source])
  return { ...test, other, merge, current }
}

describe('labels of another library', () => {
  it('come to the tracks that match by id, path, file name, or artist and title; the others are listed', () => {
    const test = two()
    const both = (library: Library) => [
      addTrack(library, { externalId: 'x1', title: 'A' }),
      addTrack(library, { title: 'B' }),
      addTrack(library, { title: 'C' }),
      addTrack(library, { title: 'Dé', artist: 'The One' }),
    ]
    const own = both(test.library)
    const foreign = [...both(test.other).reverse(), addTrack(test.other, { title: 'Stranger', artist: 'Nobody', externalId: 'x9' })]
    addFile(test.library, own[1] ?? 0, '/music/b.mp3')
    addFile(test.other, foreign[2] ?? 0, '/music/b.mp3')
    addFile(test.library, own[2] ?? 0, '/old/c.mp3')
    addFile(test.other, foreign[1] ?? 0, '/new/c.mp3')
    for (const trackId of foreign) putLabel(test.other, trackId, { valence: trackId / 10, arousal: 0 })
    expect(test.merge()).toEqual({
      merged: 4,
      excerptsMade: 0,
      unchanged: 0,
      kept: [],
      unmatched: [{ row: 'Nobody – Stranger (x9)', reason: 'no track matches it' }],
    })
    expect(test.current()).toEqual([
      [1, 0.1, 'human'],
      [2, 0.2, 'human'],
      [3, 0.3, 'human'],
      [4, 0.4, 'human'],
    ])
    expect(labelsOfTrack(test.library.database, 1)[0]).toMatchObject({
      author: 'Ada',
      note: 'by ear',
      createdAt: '2026-01-01T00:00:00.000Z',
    })
    expect(checkDatabase(test.library.database)).toEqual([])
  })

  it('go by the content of the audio first, and by no file name whose track is distinguished by id, or artist and title', () => {
    const test = two()
    const file = (library: Library, path: string, track: NewTrack, digest?: string): number => {
      const id = addTrack(library, track)
      addFile(library, id, path, digest === undefined ? {} : { digest })
      return id
    }
    file(test.library, '/own/01.mp3', { externalId: 'a', artist: 'Abba', title: 'One' }, '5a'.repeat(32))
    file(test.library, '/own/02.mp3', { externalId: 'b', title: '' })
    file(test.library, '/own/03.mp3', { artist: 'Abba', title: 'Three' })
    file(test.library, '/own/04.mp3', { externalId: 'd', artist: 'ABBA', title: 'Four!' })
    const strangers = [
      file(test.other, '/a/renamed.mp3', { externalId: 'b', artist: 'Others', title: 'Retitled' }, '5a'.repeat(32)),
      file(test.other, '/a/02.mp3', { externalId: 'z', title: '' }),
      file(test.other, '/a/03.mp3', { artist: 'Cher', title: 'Three' }),
      file(test.other, '/a/04.mp3', { artist: 'Abba', title: 'four' }),
    ]
    for (const trackId of strangers) putLabel(test.other, trackId, { valence: trackId / 10, arousal: 0 })
    const reason = 'no track matches it'
    expect(test.merge()).toMatchObject({
      merged: 2,
      unmatched: [
        { row: 'Somebody (z)', reason },
        { row: 'Cher – Three (/a/03.mp3)', reason },
      ],
    })
    expect(test.current()).toEqual([
      [1, 0.1, 'human'],
      [4, 0.4, 'human'],
    ])
  })

  it('are not guessed where a track may be several, or several are one', () => {
    const test = two()
    for (const album of ['1', '2']) addTrack(test.library, { title: 'Twice', artist: 'X', album })
    addTrack(test.library, { title: 'Once', artist: 'Y' })
    putLabel(test.other, addTrack(test.other, { title: 'Twice', artist: 'X' }), there)
    for (const externalId of ['a', 'b']) putLabel(test.other, addTrack(test.other, { title: 'Once', artist: 'Y', externalId }), there)
    expect(test.merge()).toMatchObject({
      merged: 0,
      unmatched: [
        { row: 'X – Twice', reason: 'it may mean 2 tracks: 1, 2' },
        { row: 'Y – Once (a)', reason: 'another track of that library means track 3 too' },
        { row: 'Y – Once (b)', reason: 'another track of that library means track 3 too' },
      ],
    })
    expect(test.current()).toEqual([])
  })

  it('follow older ones, leave newer ones counting, and are added once', () => {
    const test = two()
    for (const library of [test.library, test.other])
      for (const title of ['older', 'newer', 'withdrawn', 'imported']) addTrack(library, { title })
    putLabel(test.library, 1, here, { day: 1 })
    putLabel(test.library, 2, here, { day: 3 })
    putLabel(test.library, 3, here, { day: 1 })
    putLabel(test.library, 3, null, { day: 3 })
    for (const trackId of [1, 2, 3]) putLabel(test.other, trackId, there, { day: 2 })
    putLabel(test.other, 4, there, { day: 2, source: 'imported' })
    const kept = [
      { row: 'Somebody – newer', reason: 'its label here is newer' },
      { row: 'Somebody – withdrawn', reason: 'its label was taken back here later' },
    ]
    expect(test.merge()).toMatchObject({ merged: 2, unchanged: 0, kept })
    expect(test.current()).toEqual([
      [1, -0.5, 'human'],
      [2, 0.5, 'human'],
      [4, -0.5, 'imported'],
    ])
    expect(labelsOfTrack(test.library.database, 1)).toHaveLength(2)
    expect(test.merge()).toMatchObject({ merged: 0, unchanged: 2, kept })
    expect(labelsOfTrack(test.library.database, 1)).toHaveLength(2)
  })

  it('come with their excerpts; undo and redo take them back and make them again, history only grows', () => {
    const test = two()
    for (const library of [test.library, test.other]) addTrack(library)
    putLabel(test.library, 1, here)
    const range = { startSeconds: 10, endSeconds: 20 }
    for (const [startSeconds, gone] of [
      [10, false],
      [30, true],
    ] as const) {
      const { id } = insertExcerpt(test.other.database, 1, { startSeconds, endSeconds: startSeconds + 10 }, '2026')
      putLabel(test.other, 1, there, { excerptId: id })
      if (gone) setExcerptDeleted(test.other.database, id, '2026')
    }
    putLabel(test.other, 1, there, { day: 2 })
    expect(test.merge()).toMatchObject({ merged: 2, excerptsMade: 1 })
    const excerpts = () => excerptsOfTrack(test.library.database, 1).map(({ startSeconds, label }) => [startSeconds, label?.valence])
    expect(excerpts()).toEqual([[range.startSeconds, -0.5]])
    undoStackOf(test.library).undo()
    expect([excerpts(), test.current()]).toEqual([[], [[1, 0.5, 'human']]])
    undoStackOf(test.library).redo()
    expect([excerpts(), test.current()]).toEqual([[[range.startSeconds, -0.5]], [[1, -0.5, 'human']]])
    expect(labelsOfTrack(test.library.database, 1)).toHaveLength(1 + 3 * 2)
    expect(test.merge()).toMatchObject({ merged: 0, unchanged: 2, excerptsMade: 0 })
    expect(checkDatabase(test.library.database)).toEqual([])
  })

  it('of excerpts that were moved or deleted here are not added again, nor those beyond the end of the track', () => {
    const test = two()
    for (const library of [test.library, test.other]) addTrack(library, { externalId: 'x', title: '' })
    addFile(test.library, 1, '/a.mp3', { durationSeconds: 60 })
    for (const startSeconds of [10, 30, 90]) {
      const { id } = insertExcerpt(test.other.database, 1, { startSeconds, endSeconds: startSeconds + 10 }, '2026')
      putLabel(test.other, 1, there, { excerptId: id })
    }
    const beyond = { row: 'Somebody (x)', reason: 'The excerpt ends at 100 s, after the track, which is 60 s long.' }
    expect(test.merge()).toMatchObject({ merged: 2, excerptsMade: 2, kept: [beyond] })
    const [first, second] = excerptsOfTrack(test.library.database, 1).map(({ id }) => id)
    setExcerptRange(test.library.database, first ?? 0, { startSeconds: 12, endSeconds: 22 })
    expect(test.merge()).toMatchObject({ merged: 0, unchanged: 2, kept: [beyond] })
    for (const id of [first, second]) setExcerptDeleted(test.library.database, id ?? 0, '2026')
    const gone = { row: 'Somebody (x)', reason: 'its excerpt was deleted here' }
    expect(test.merge()).toMatchObject({ merged: 0, excerptsMade: 0, unchanged: 0, kept: [gone, gone, beyond] })
    expect(excerptsOfTrack(test.library.database, 1)).toEqual([])
  })

  it('whose merge was undone are reported as taken back, not as here already', () => {
    const test = two()
    for (const library of [test.library, test.other]) for (const title of ['A', 'B']) addTrack(library, { title })
    putLabel(test.library, 2, here)
    for (const trackId of [1, 2]) putLabel(test.other, trackId, there, { day: 2 })
    test.merge()
    undoStackOf(test.library).undo()
    expect(test.merge()).toMatchObject({
      merged: 0,
      unchanged: 0,
      kept: [
        { row: 'Somebody – A', reason: 'its label was taken back here later' },
        { row: 'Somebody – B', reason: 'its label here is newer' },
      ],
    })
    expect(test.current()).toEqual([[2, 0.5, 'human']])
  })

  it('merged in any order end in the newest label of each track', () => {
    const days = fc.array(
      fc.record({ own: fc.option(fc.integer({ min: 1, max: 9 })), foreign: fc.option(fc.integer({ min: 1, max: 9 })) }),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(days, (tracks) => {
        const test = createTestContext()
        const directory = temporaryFolder()
        const database = openDatabase(join(directory, 'library.sqlite'), { create: true, backup: () => undefined })
        const other: Library = { directory, database, close: () => void database.close() }
        tracks.forEach(({ own, foreign }, index) => {
          for (const library of [test.library, other]) addTrack(library, { externalId: `t${index}`, title: '' })
          if (own !== null) putLabel(test.library, index + 1, here, { day: own })
          if (foreign !== null) putLabel(other, index + 1, there, { day: foreign })
        })
        other.close()
        mergeLabels(test.context, directory)
        const wanted = tracks.flatMap(({ own, foreign }, index) =>
          own === null && foreign === null ? [] : [[index + 1, (foreign ?? 0) > (own ?? 0) ? -0.5 : 0.5]],
        )
        expect(currentLabels(test.library.database).map(({ trackId, valence }) => [trackId, valence])).toEqual(wanted)
      }),
      { numRuns: 15 },
    )
  })

  it('are refused from what is no library, from a newer one, and from the open one', () => {
    const test = two()
    const folder = temporaryFolder()
    const refused = (path: string) => () => mergeLabels(test.context, path)
    expect(refused(join(folder, 'none'))).toThrow(/no library at/)
    mkdirSync(join(folder, 'Empty.circumplex'))
    expect(refused(join(folder, 'Empty'))).toThrow(/holds no library.sqlite/)
    writeFileSync(join(folder, 'Empty.circumplex', 'library.sqlite'), 'words')
    expect(refused(join(folder, 'Empty'))).toThrow(/library\.sqlite/)
    expect(refused(test.library.directory)).toThrow(/is the library that is open/)
    test.other.database.pragma('user_version = 9999')
    expect(test.merge).toThrow(/version 9999/)
  })
})
