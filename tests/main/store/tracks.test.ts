import { expect, it } from 'vitest'
import { createTrack, fillTrackNames, identifyTrack, renameTrack, trackIdentities } from '@main/store/tracks'
import { trackOrigin } from '@main/store/track-details'
import { testTime } from '../../helpers/library'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

const names = { title: 'New', artist: '', album: 'New', genre: '', year: null }

it('renaming replaces what is given, filling in only what is empty', () => {
  const { database } = createTestContext().library
  const row = (id: number): unknown => database.prepare('SELECT title, artist, album, genre, year FROM tracks WHERE id = ?').raw().get(id)
  const track = { title: 'Old', artist: 'Ada', genre: 'Folk', year: 1970 }
  const [renamed, filled] = [createTrack(database, track, testTime), createTrack(database, track, testTime)]
  renameTrack(database, renamed, names)
  fillTrackNames(database, filled, { ...names, year: 2000 })
  expect(row(renamed)).toEqual(['New', 'Ada', 'New', 'Folk', 1970])
  expect(row(filled)).toEqual(['Old', 'Ada', 'New', 'Folk', 1970])
  expect(trackOrigin(database, renamed)).toEqual({ genre: 'Folk', year: 1970 })
})

it('the search finds a track by its present name only', () => {
  const { library } = createTestContext()
  const found = (word: string): unknown[] =>
    library.database.prepare('SELECT rowid FROM track_search WHERE track_search MATCH ?').pluck().all(word)
  const id = addTrack(library, { title: 'Été' })
  expect(found('ete')).toEqual([id])
  renameTrack(library.database, id, { title: 'Winter' })
  expect([found('ete'), found('winter')]).toEqual([[], [id]])
})

it('an external id names one track', () => {
  const { library } = createTestContext()
  const [one, other] = [addTrack(library), addTrack(library, { title: 'Two' })]
  addFile(library, one, '/a.wav', { digest: 'ab'.repeat(32) })
  identifyTrack(library.database, one, 'x1', true)
  expect(() => identifyTrack(library.database, other, 'x1', false)).toThrow('UNIQUE')
  expect(trackIdentities(library.database)).toEqual([
    { id: one, externalId: 'x1', title: 'Song', artist: 'Somebody', path: '/a.wav', digest: 'ab'.repeat(32) },
    { id: other, externalId: null, title: 'Two', artist: 'Somebody', path: null, digest: null },
  ])
})
