import { expect, it } from 'vitest'
import { presentSourceLabels } from '@main/store/comments-labels'
import { setActiveVersion } from '@main/store/label-versions'
import { fillLibrary } from '../../helpers/filled-library'
import { createTestContext } from '../../helpers/service-context'

it('the labels of one source are the newest of whole tracks that were not taken back', () => {
  const { database } = createTestContext().library
  fillLibrary(database)
  const valences = (source: 'human' | 'imported' | 'tags' | 'comments') =>
    [...presentSourceLabels(database, source)].map(([trackId, { valence }]) => [trackId, valence])
  expect(valences('human')).toEqual([[3, 0.2]])
  expect(valences('imported')).toEqual([])
  expect(valences('comments')).toEqual([[8, -0.1]])
  expect(valences('tags')).toEqual([
    [3, 0.5],
    [5, -0.5],
  ])
  setActiveVersion(database, null)
  expect(valences('tags')).toEqual([])
})
