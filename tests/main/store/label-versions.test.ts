import { expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import {
  activeVersionId,
  insertLabelVersion,
  labelVersion,
  listLabelVersions,
  listVersionLicences,
  type NewLabelVersion,
  setActiveVersion,
} from '@main/store/label-versions'
import { createTestContext } from '../../helpers/service-context'
import { addTrack } from '../../helpers/track'

const version = (values: Partial<NewLabelVersion> = {}): NewLabelVersion => ({
  scheme: publishedScheme,
  lexiconId: 1,
  note: '',
  author: 'tester',
  createdAt: '2026',
  labels: [{ trackId: 1, valence: 0.5, arousal: 0.5 }],
  unlabelled: 0,
  ...values,
})

it('the newest version is the active one, each counts its own labels, and another may be chosen', () => {
  const { library } = createTestContext()
  const { database } = library
  for (let count = 0; count < 3; count += 1) addTrack(library)
  const first = insertLabelVersion(database, version())
  const labels = [
    { trackId: 1, valence: -0.5, arousal: 0 },
    { trackId: 2, valence: 0, arousal: -0.5 },
  ]
  const second = insertLabelVersion(database, version({ labels, unlabelled: 1 }))
  expect(listLabelVersions(database)).toMatchObject([
    { id: second, active: true, labelled: 2, unlabelled: 1, quadrants: [0, 1, 0, 1], lexicon: 'Circumplex 27', scheme: publishedScheme },
    { id: first, active: false, labelled: 1, quadrants: [1, 0, 0, 0] },
  ])
  setActiveVersion(database, first)
  expect([activeVersionId(database), labelVersion(database, second).active]).toEqual([first, false])
  setActiveVersion(database, null)
  expect(activeVersionId(database)).toBeNull()
  expect([...listVersionLicences(database).keys()]).toEqual([first, second])
})

it('a version of a lexicon that is not there is refused, and adds no labels to an earlier version', () => {
  const { library } = createTestContext()
  const { database } = library
  addTrack(library)
  const first = insertLabelVersion(database, version())
  expect(() => insertLabelVersion(database, version({ lexiconId: 99 }))).toThrow(expect.objectContaining({ code: 'not-found' }))
  expect(activeVersionId(database)).toBe(first)
  expect(database.prepare('SELECT count(*) FROM labels').pluck().get()).toBe(1)
})
