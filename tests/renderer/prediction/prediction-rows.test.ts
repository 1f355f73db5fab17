import { describe, expect, it } from 'vitest'
import type { PredictionRow } from '@shared/contract/prediction'
import {
  countByQuadrant,
  describeSet,
  filterRows,
  formatSpread,
  numbered,
  planeOfRows,
  reasonWithout,
  withinFolders,
} from '@renderer/prediction/prediction-rows'
import { predictionColumns } from '@renderer/prediction/prediction-columns'

const row = (path: string, valence: number, arousal: number, title = 'Song'): PredictionRow => ({
  path,
  externalId: null,
  trackId: null,
  title,
  valence,
  arousal,
  spread: null,
  startSeconds: 0,
  durationSeconds: 60,
  excerpts: 0,
})
const rows = numbered([
  row('/music/a/Sad Song.mp3', -0.5, -0.5, 'Sad Song'),
  row('/music/b/Happy.flac', 0.5, 0.5, 'Happy Song'),
  row('/music/b/Calm.ogg', 1.2, -0.1, 'Calm'),
])

describe('rows of predictions', () => {
  it('are numbered from 1 and keep their numbers when filtered', () => {
    expect(filterRows(rows, 'song', new Set()).map(({ id }) => id)).toEqual([1, 2])
    expect(filterRows(rows, 'SONG  music/b', new Set()).map(({ id }) => id)).toEqual([2])
    expect(filterRows(rows, '', new Set([3, 4])).map(({ id }) => id)).toEqual([1, 3])
    expect(filterRows(rows, 'happy', new Set([3]))).toEqual([])
    expect(filterRows(rows, ' ', new Set())).toBe(rows)
  })

  it('are counted by quadrant, also beyond the scale', () => {
    expect(countByQuadrant(rows)).toEqual({ 1: 1, 2: 0, 3: 1, 4: 1 })
  })

  it('lie on the plane where they were predicted, not clipped', () => {
    const plane = planeOfRows(rows)
    expect([...plane.trackIds]).toEqual([1, 2, 3])
    expect(plane.valence[2]).toBeCloseTo(1.2, 6)
  })
})

describe('columns', () => {
  it('sort by numbers as they are, whatever the scale shows', () => {
    const column = predictionColumns(() => '1-9', true, []).find(({ colId }) => colId === 'valence')
    const getter = column?.valueGetter as (parameters: { data: unknown }) => unknown
    expect(rows.map((data) => getter({ data }))).toEqual([-0.5, 0.5, 1.2])
  })

  it('hide the spread where each track was heard once', () => {
    const hides = (hasSpread: boolean) => predictionColumns(() => '-1-1', hasSpread, []).find(({ colId }) => colId === 'spread')?.hide
    expect([hides(false), hides(true)]).toEqual([true, false])
  })
})

describe('texts', () => {
  it('stretch a spread with the scale', () => {
    expect(formatSpread(0.2, '-1-1')).toBe('0.20')
    expect(formatSpread(0.2, '0-1')).toBe('0.10')
    expect(formatSpread(0.2, '1-9')).toBe('0.80')
    expect(formatSpread(null, '-1-1')).toBe('–')
  })

  it('say what came of a set', () => {
    expect(describeSet({ predicted: 160, seconds: 26.2, realtime: 327.4, state: 'done' })).toBe('160 predicted in 0:26, 327 × real time')
    expect(describeSet({ predicted: 1, seconds: 1.25, realtime: 0, state: 'cancelled' })).toBe('1 predicted in 1.3 s, cancelled')
    expect(describeSet({ predicted: 0, seconds: 0, realtime: 0, state: 'failed' })).toBe('0 predicted, cut off')
  })

  it('name a file from the folder that was chosen', () => {
    expect(withinFolders('/music/b/Happy.flac', ['/music'])).toBe('b/Happy.flac')
    expect(withinFolders('/music/b/Happy.flac', ['/music', '/music/b/'])).toBe('Happy.flac')
    expect(withinFolders('/music2/Happy.flac', ['/music'])).toBe('Happy.flac')
    expect(withinFolders('C:\\Music\\b\\Happy.flac', ['C:\\Music'])).toBe('b\\Happy.flac')
    expect(withinFolders('/music/a.mp3', ['/music/a.mp3'])).toBe('a.mp3')
  })

  it('leave the path out of a reason that begins with it', () => {
    expect(reasonWithout('/a/b.mp3', "'/a/b.mp3' is empty (0 bytes).")).toBe('is empty (0 bytes).')
    expect(reasonWithout('/a/b.mp3', 'There is no audio in it.')).toBe('There is no audio in it.')
  })
})
