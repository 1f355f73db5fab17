// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { chartRows, chartTracks } from '@renderer/charts/chart-rows'
import { withIdentities } from '@renderer/charts/identity-columns'
import { identitiesOfRows, numbered } from '@renderer/prediction/prediction-rows'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'

const identity = { id: 7, externalId: 'x-7', title: 'Song', artist: 'Somebody', path: '/music/song.mp3' }

it('a chart of tracks is saved with what joins it with other tables', async () => {
  const { calls } = giveWindowApi({ 'tracks.identities': answer([identity]) })
  const point = { x: 0.1, y: 0.2, trackId: 7 }
  const data = {
    datasets: [
      { label: 'Q1', data: [point, { ...point, trackId: 8 }] },
      { label: 'diagonal', data: [{ x: 0, y: 0 }] },
    ],
  }
  expect(await withIdentities(chartRows<'scatter'>(data), chartTracks<'scatter'>(data))).toEqual([
    ['series', 'x', 'y', 'trackId', 'externalId', 'path', 'title', 'artist'],
    ['Q1', 0.1, 0.2, 7, 'x-7', '/music/song.mp3', 'Song', 'Somebody'],
    ['Q1', 0.1, 0.2, '', '', '', '', ''],
    ['diagonal', 0, 0, '', '', '', '', ''],
  ])
  expect(calls).toEqual([{ name: 'tracks.identities', argument: { trackIds: [7, 8] } }])
})

it('a file that is no track is joined by its path, not by its number in the set', async () => {
  const row = { externalId: null, title: 'Song', valence: 0, arousal: 0, spread: null, startSeconds: 0, durationSeconds: 1, excerpts: 0 }
  const rows = numbered([
    { ...row, path: '/music/a.mp3', trackId: null },
    { ...row, path: '/music/b.mp3', trackId: 7 },
  ])
  const table = await withIdentities([['valence'], [0], [0]], [1, 2], () => Promise.resolve(identitiesOfRows(rows)))
  expect(table.slice(1)).toEqual([
    [0, '', '', '/music/a.mp3', 'Song', ''],
    [0, 7, '', '/music/b.mp3', 'Song', ''],
  ])
})

it('a chart without tracks asks for none', async () => {
  const { calls } = giveWindowApi()
  const data = { datasets: [{ label: 'training', data: [{ x: 1, y: 2 }] }] }
  expect(await withIdentities(chartRows<'line'>(data), chartTracks<'line'>(data))).toEqual([
    ['series', 'x', 'y'],
    ['training', 1, 2],
  ])
  expect(calls).toEqual([])
})
