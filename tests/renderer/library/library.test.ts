import { parseColumnState } from '@renderer/library/column-memory'
import { tableArgument } from '@renderer/library/table-import'
import { toggled } from '@renderer/library/toggled'
import { allRows, sortOf } from '@renderer/library/track-source'
import { rowsAsCsv } from '@renderer/library/use-copy-rows'
import { withLibraryExtension } from '@renderer/library/use-library-actions'
import { useRowOrder } from '@renderer/library/use-row-order'
import type { TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { giveWindowApi } from '../../helpers/window-api'

const row = (part: Partial<TrackRow>): TrackRow => ({
  id: 1,
  externalId: null,
  title: 'Rain',
  artist: 'Low, Pass',
  album: '',
  durationSeconds: 61,
  valence: -0.5,
  arousal: 0.25,
  source: 'tags',
  labelledExcerpts: 0,
  hasAudio: true,
  missingAudio: false,
  hasLyrics: false,
  hasComments: true,
  synthetic: false,
  ...part,
})
const byTitle: TrackSort = { by: 'title', direction: 'ascending' }

afterEach(() => vi.unstubAllGlobals())

describe('table', () => {
  it('takes the grid’s sort, and by title where it sorts by nothing known', () => {
    expect(sortOf([{ colId: 'arousal', sort: 'desc' }])).toEqual({ by: 'arousal', direction: 'descending' })
    expect(sortOf([])).toEqual(byTitle)
    expect(sortOf([{ colId: 'material', sort: 'asc' }])).toEqual(byTitle)
  })

  it('reads all rows of a filter in calls of a thousand', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => row({ id: index + 1 }))
    const { calls } = giveWindowApi({
      'tracks.page': (argument) => {
        const { offset, limit } = argument as { offset: number; limit: number }
        return { ok: true, value: { rows: rows.slice(offset, offset + limit), total: rows.length } }
      },
    })
    expect((await allRows({}, byTitle)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(calls).toHaveLength(3)
  })

  it('copies rows as CSV that programs read, with what joins them with other tables', async () => {
    const identities = [{ id: 1, externalId: null, path: '/music/low, pass/rain.mp3', title: 'Rain', artist: 'Low, Pass' }]
    giveWindowApi({ 'tracks.identities': () => ({ ok: true, value: identities }) })
    const csv = await rowsAsCsv(
      [row({}), row({ id: 2, externalId: 'song-2', valence: null, arousal: null, source: null })],
      ['mark', 'title', 'artist', 'valence', 'quadrant', 'material', 'externalId'],
      '-1-1',
    )
    expect(csv.split('\r\n')).toEqual([
      'Title,Artist,Valence,Quadrant,"Audio, lyrics, comments",trackId,externalId,path',
      'Rain,"Low, Pass",-0.50,2,audio comments,1,,"/music/low, pass/rain.mp3"',
      'Rain,"Low, Pass",,,audio comments,2,song-2,',
      '',
    ])
  })

  it('asks for the order once per filter and sort, and again after a change', async () => {
    const { calls } = giveWindowApi({ 'tracks.ids': () => ({ ok: true, value: new Int32Array([7, 3, 9, 4]) }) })
    let filter: TrackFilter = {}
    const order = useRowOrder(() => ({ filter, sort: byTitle }))
    expect(await order.between(2, 1)).toEqual([3, 9])
    expect(await order.rowOf(4)).toBe(3)
    expect(calls).toHaveLength(1)
    filter = { search: 'x' }
    await order.all()
    order.forget()
    await order.all()
    expect(calls).toHaveLength(3)
  })

  it('ignores kept columns that it cannot read', () => {
    expect(parseColumnState('[{"colId":"title","width":90}]')).toEqual([{ colId: 'title', width: 90 }])
    expect(parseColumnState('{"colId":"title"}')).toBeNull()
    expect(parseColumnState('[1]')).toBeNull()
    expect(parseColumnState('oops')).toBeNull()
    expect(parseColumnState(null)).toBeNull()
  })
})

describe('import', () => {
  it('leaves out what was not chosen', () => {
    const choice = { path: '/a.csv', mapping: { tag: 'mood', count: '' }, encoding: '', createTracks: true, scale: null }
    expect(tableArgument(choice)).toEqual({ path: '/a.csv', createTracks: true, mapping: { tag: 'mood' } })
    expect(tableArgument({ ...choice, mapping: {}, encoding: 'utf-8' })).toEqual({ path: '/a.csv', createTracks: true, encoding: 'utf-8' })
  })

  it('gives a library its extension once', () => {
    expect(withLibraryExtension('/a/Music')).toBe('/a/Music.circumplex')
    expect(withLibraryExtension('/a/Music.circumplex')).toBe('/a/Music.circumplex')
  })

  it('toggles a value of a list', () => {
    expect(toggled([1, 2], 2)).toEqual([1])
    expect(toggled([1], 2)).toEqual([1, 2])
  })
})
