import { describe, expect, it } from 'vitest'
import { changesOne } from '@main/store/changes-one'
import { deleteDataset } from '@main/store/datasets'
import { deleteEmbedding } from '@main/store/embeddings'
import { setExcerptDeleted, setExcerptRange } from '@main/store/excerpts'
import { noteDuplicate, relocateFile } from '@main/store/files'
import { setActiveVersion } from '@main/store/label-versions'
import type { LibraryDatabase } from '@main/store/library'
import { finishPredictionSet } from '@main/store/predictions'
import { changeRun, deleteRun } from '@main/store/runs'
import { fillTrackNames, identifyTrack, renameTrack } from '@main/store/tracks'
import { everyRow, fillLibrary } from '../../helpers/filled-library'
import { createTestContext } from '../../helpers/service-context'
import { testRunId } from '../../helpers/run-id'

describe('changesOne', () => {
  const result = (changes: number) => ({ changes, lastInsertRowid: 0 })

  it('passes one row, and names what is not there or was hit several times', () => {
    expect(() => changesOne(result(1), 'run 7')).not.toThrow()
    expect(() => changesOne(result(0), 'run 7')).toThrow(
      expect.objectContaining({ code: 'not-found', message: 'There is no run 7; nothing was changed.' }),
    )
    expect(() => changesOne(result(2), 'run 7')).toThrow(
      expect.objectContaining({ code: 'internal', message: '2 rows were changed for run 7, where one was meant.' }),
    )
  })
})

const writes: readonly (readonly [name: string, write: (database: LibraryDatabase) => unknown])[] = [
  ['a run that is changed', (database) => changeRun(database, testRunId(99), { name: 'New' })],
  ['a run that is deleted', (database) => deleteRun(database, testRunId(99))],
  ['a dataset', (database) => deleteDataset(database, 99)],
  ['word vectors', (database) => deleteEmbedding(database, 99)],
  ['an excerpt that is moved', (database) => setExcerptRange(database, 99, { startSeconds: 1, endSeconds: 2 })],
  ['an excerpt that is deleted', (database) => setExcerptDeleted(database, 99, 'now')],
  ['a file that moved', (database) => relocateFile(database, 99, { path: '/copies/dawn.mp3', modifiedAtMs: 2 })],
  ['a label version', (database) => setActiveVersion(database, 99)],
  ['a prediction', (database) => finishPredictionSet(database, 99, { state: 'done', seconds: 1, realtime: 1, setAside: [] })],
  ['a track that is renamed', (database) => renameTrack(database, 99, { title: 'New' })],
  ['a track whose names are filled in', (database) => fillTrackNames(database, 99, { title: 'New' })],
  ['a track that gets its external id', (database) => identifyTrack(database, 99, 'new', true)],
]

describe('writing to a row that is not there', () => {
  it.each(writes)('fails and leaves everything as it was: %s', (_, write) => {
    const { database } = createTestContext().library
    fillLibrary(database)
    const before = everyRow(database)
    expect(() => write(database)).toThrow(expect.objectContaining({ code: 'not-found', message: expect.stringMatching(/\b0*99\b|00099/) }))
    expect(everyRow(database)).toEqual(before)
  })
})

it('moving a file takes the path from the duplicates', () => {
  const { database } = createTestContext().library
  fillLibrary(database)
  noteDuplicate(database, { path: '/copies/noon.mp3', digest: 'd', sizeBytes: 1, modifiedAtMs: 1 })
  relocateFile(database, 5, { path: '/copies/noon.mp3', modifiedAtMs: 2.6 })
  expect(database.prepare('SELECT path, modified_at_ms, missing FROM files WHERE track_id = 5').raw().get()).toEqual([
    '/copies/noon.mp3',
    3,
    0,
  ])
  expect(database.prepare('SELECT path FROM duplicate_files').pluck().all()).toEqual(['/copies/dawn.mp3'])
})
