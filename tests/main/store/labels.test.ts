import { expect, it } from 'vitest'
import { currentLabels, insertLabel, refreshCurrentLabels } from '@main/store/labels'
import { temporaryLibrary, testTime } from '../../helpers/library'
import { addLabel, addManyTracks } from '../../helpers/track'

it.each([10, 700])('the labels that count are worked out anew for %i tracks named', (count) => {
  const library = temporaryLibrary()
  const { database } = library
  addManyTracks(library, 1000)
  const ids = Array.from({ length: count }, (_, index) => index + 1)
  addLabel(library, 1000, 0.25, 0.25)
  for (const trackId of ids)
    insertLabel(database, {
      trackId,
      excerptId: null,
      valence: 0.5,
      arousal: -0.5,
      source: 'human',
      author: 'Ada',
      note: '',
      createdAt: testTime.toISOString(),
    })
  refreshCurrentLabels(database, ids)
  const labels = currentLabels(database)
  expect(labels.filter(({ source }) => source === 'human').map(({ trackId, valence }) => [trackId, valence])).toEqual([
    ...ids.map((id) => [id, 0.5]),
    [1000, 0.25],
  ])
  refreshCurrentLabels(database, 'all')
  expect(currentLabels(database)).toEqual(labels)
})
