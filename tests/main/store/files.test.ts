import { expect, it } from 'vitest'
import {
  allFiles,
  duplicateFiles,
  fileByDigest,
  fileByPath,
  fileOfTrack,
  markMissing,
  missingFiles,
  noteDuplicate,
  trackIdsByPath,
} from '@main/store/files'
import { createTestContext } from '../../helpers/service-context'
import { addFile, addTrack } from '../../helpers/track'

const digest = 'ab'.repeat(32)

it('a track has one file: a new one replaces it, and milliseconds are rounded', () => {
  const { library } = createTestContext()
  const trackId = addTrack(library)
  addFile(library, trackId, '/old.wav')
  addFile(library, trackId, '/new.wav', { digest, modifiedAtMs: 12.5, loudnessDb: null, missing: true })
  expect(allFiles(library.database)).toEqual([
    expect.objectContaining({ trackId, path: '/new.wav', digest, modifiedAtMs: 13, loudnessDb: null, missing: true }),
  ])
  const { database } = library
  expect([fileByPath(database, '/old.wav'), fileByPath(database, '/new.wav')?.trackId]).toEqual([null, trackId])
  expect([fileByDigest(database, digest)?.trackId, fileByDigest(database, 'other'), fileOfTrack(database, 99)]).toEqual([
    trackId,
    null,
    null,
  ])
})

it('two tracks never have the same content or the same path', () => {
  const { library } = createTestContext()
  const [one, other] = [addTrack(library), addTrack(library)]
  addFile(library, one, '/a.wav', { digest })
  expect(() => addFile(library, other, '/b.wav', { digest })).toThrow('UNIQUE')
  expect(() => addFile(library, other, '/a.wav')).toThrow('UNIQUE')
})

it('a file goes missing and comes back once', () => {
  const { library } = createTestContext()
  const { database } = library
  const trackId = addTrack(library)
  addFile(library, trackId, '/a.wav')
  expect([true, true, false, false].map((missing) => markMissing(database, trackId, missing))).toEqual([true, false, true, false])
  markMissing(database, trackId, true)
  expect(missingFiles(database).map(({ path }) => path)).toEqual(['/a.wav'])
})

it('further paths with known content mean the same track', () => {
  const { library } = createTestContext()
  const { database } = library
  const trackId = addTrack(library)
  addFile(library, trackId, '/a.wav', { digest })
  noteDuplicate(database, { path: '/copy.wav', digest, sizeBytes: 1, modifiedAtMs: 1 })
  noteDuplicate(database, { path: '/copy.wav', digest, sizeBytes: 2, modifiedAtMs: 1.6 })
  noteDuplicate(database, { path: '/of nothing.wav', digest: 'other', sizeBytes: 1, modifiedAtMs: 1 })
  expect(trackIdsByPath(database)).toEqual(
    new Map([
      ['/a.wav', trackId],
      ['/copy.wav', trackId],
    ]),
  )
  expect(duplicateFiles(database)[0]).toEqual({ path: '/copy.wav', digest, sizeBytes: 2, modifiedAtMs: 2 })
})
