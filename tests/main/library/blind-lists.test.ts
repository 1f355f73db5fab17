import { expect, it } from 'vitest'
import { trackChannels } from '@shared/contract/tracks'
import { publishedScheme } from '@shared/domain/schemes/published'
import { createCheckedSet, freezeSet } from '@main/labelling/checked-sets'
import { deriveLabels } from '@main/labelling/derive-labels'
import { placeLabel } from '@main/labelling/place-label'
import { createTrackHandlers } from '@main/library/track-handlers'
import { checkedTrackIdsOf } from '@main/store/checked-sets'
import { sampleLabels } from '../../helpers/sample-labels'

/** What the Library's table and plane show of the tracks of a checked set that waits for labels by ear. */
function withCheckedSet() {
  const test = sampleLabels(48, 4)
  deriveLabels(test.context, publishedScheme, '')
  const { set } = createCheckedSet(test.context, { name: 'By ear', size: 12, stratify: 'quadrant', seed: 3 })
  const checked = checkedTrackIdsOf(test.library.database, set.id)
  const handlers = createTrackHandlers(test.context)
  const table = async (filter: object = {}, by = 'title') => {
    const query = { filter, sort: { by, direction: 'ascending' }, offset: 0, limit: 500 }
    return (await handlers['tracks.page'](trackChannels['tracks.page'].argument.parse(query))).rows
  }
  const inTable = async (filter: object = {}) => (await table(filter)).filter(({ id }) => checked.includes(id))
  const inPlane = async () =>
    Array.from((await handlers['tracks.plane']({ filter: {} })).trackIds).filter((trackId) => checked.includes(trackId))
  return { ...test, set, checked, table, inTable, inPlane }
}

it('a track that waits for a blind label has neither coordinates nor source in the table, and no point on the plane', async () => {
  const { inTable, inPlane } = withCheckedSet()
  const rows = await inTable()
  expect(rows).toHaveLength(12)
  for (const row of rows) expect(row).toMatchObject({ valence: null, arousal: null, source: null, labelledExcerpts: 0 })
  expect(await inPlane()).toEqual([])
})

it('no filter and no order gives its label away', async () => {
  const { inTable, table, checked } = withCheckedSet()
  expect(await inTable({ quadrants: [1, 2, 3, 4] })).toEqual([])
  expect(await inTable({ labelSources: ['tags', 'none'] })).toEqual([])
  for (const by of ['valence', 'arousal', 'source']) {
    const ids = (await table({}, by)).map(({ id }) => id)
    expect(ids.slice(-12)).toEqual(checked.toSorted((one, other) => one - other))
  }
})

it('one’s own blind label shows; all labels do once the set is frozen', async () => {
  const { context, checked, set, inTable, inPlane } = withCheckedSet()
  for (const trackId of checked.slice(0, 10)) placeLabel(context, { trackId, excerptId: null }, { valence: 0.5, arousal: 0.25 }, '')
  expect((await inTable()).filter(({ valence }) => valence === 0.5)).toHaveLength(10)
  expect(await inPlane()).toHaveLength(10)
  freezeSet(context, set.id)
  expect((await inTable()).filter(({ valence }) => valence !== null).length).toBeGreaterThan(10)
})
