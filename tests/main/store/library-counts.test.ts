import { expect, it } from 'vitest'
import { holdsSyntheticTracks, libraryCounts } from '@main/store/library-counts'
import { fillLibrary } from '../../helpers/filled-library'
import { createTestContext } from '../../helpers/service-context'

it('counts of a filled library', () => {
  const { database } = createTestContext().library
  expect(Object.values(libraryCounts(database)).every((count) => count === 0)).toBe(true)
  fillLibrary(database)
  expect(libraryCounts(database)).toEqual({
    tracks: 3,
    withAudio: 2,
    missingAudio: 1,
    withLyrics: 1,
    withComments: 1,
    // One track has two tags.
    withTags: 2,
    labelled: 3,
    setAside: 1,
    datasets: 1,
    runs: 1,
    models: 1,
  })
  expect(holdsSyntheticTracks(database)).toBe(false)
  database.exec('UPDATE tracks SET synthetic = 1 WHERE id = 8')
  expect(holdsSyntheticTracks(database)).toBe(true)
})
