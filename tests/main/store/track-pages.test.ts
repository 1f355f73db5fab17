import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { rankOfSource } from '@shared/domain/label'
import { createLibrary } from '@main/library/create-library'
import type { Library } from '@main/store/library'
import { setText } from '@main/store/texts'
import { trackIdQueries, trackIds, trackPlane, trackRows } from '@main/store/track-pages'
import type { TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'
import { resourcesDirectory, temporaryLibrary, testTime } from '../../helpers/library'
import { addFile, addLabel, addManyTracks, addTrack } from '../../helpers/track'

const columns = ['title', 'artist', 'album', 'valence', 'arousal', 'source', 'durationSeconds', 'createdAt'] as const
const byTitle: TrackSort = { by: 'title', direction: 'ascending' }

describe('pages of many tracks', () => {
  const count = 20_000
  let library: Library

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'circumplex-test-'))
    library = createLibrary(join(folder, 'Large'), resourcesDirectory, testTime)
    addManyTracks(library, count)
    return () => {
      library.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)

  it.each(columns)('sorted by %s need no sorting, for an index gives the order', (by) => {
    for (const { sql, parameters } of trackIdQueries({}, { by, direction: 'descending' })) {
      const plan = library.database
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map(({ detail }) => detail)
      expect(plan.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
    }
  })

  it.each(columns)('sorted by %s hold every track once, in order, those without the value last', (by) => {
    for (const direction of ['ascending', 'descending'] as const) {
      const ids = trackIds(library.database, {}, { by, direction })
      expect(new Set(ids).size).toBe(count)
      const sample = [
        ...trackRows(
          library.database,
          ids.filter((_, index) => index % 997 === 0),
        ),
      ]
      expect(sample).toEqual(inOrder(sample, by, direction))
    }
  })

  it('hold on the plane what has a label, in typed arrays', () => {
    const plane = trackPlane(library.database, {})
    expect(plane.trackIds).toHaveLength((count * 4) / 5)
    const [row] = trackRows(library.database, [plane.trackIds[0] ?? 0])
    expect(plane.valence[0]).toBe(Math.fround(row?.valence ?? Number.NaN))
    expect(plane.source[0]).toBe(rankOfSource('imported'))
    const right = trackPlane(library.database, { quadrants: [1, 4] })
    expect(right.valence.every((valence) => valence >= 0)).toBe(true)
    expect(right.trackIds).toHaveLength(plane.valence.filter((valence) => valence >= 0).length)
  })
})

function inOrder(rows: readonly TrackRow[], by: TrackSort['by'], direction: TrackSort['direction']): TrackRow[] {
  const value = (row: TrackRow): string | number | null => {
    const shown = by === 'createdAt' ? row.id : row[by]
    return typeof shown === 'string' ? shown.toLowerCase() : shown
  }
  const sign = direction === 'ascending' ? 1 : -1
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === null || b === null) return a === b ? one.id - other.id : a === null ? 1 : -1
    if (a === b) return sign * (one.id - other.id)
    return a < b ? -sign : sign
  })
}

describe('filters', () => {
  it('choose tracks by what they have', () => {
    const library = temporaryLibrary()
    const [sounding, gone, spoken, placed, moved] = [1, 2, 3, 4, 5].map((number) => addTrack(library, { title: `Song ${number}` }))
    if (!sounding || !gone || !spoken || !placed || !moved) return expect.unreachable()
    addFile(library, sounding, '/a.wav')
    addFile(library, gone, '/b.wav', { missing: true })
    setText(library.database, { trackId: spoken, kind: 'lyrics', body: 'la', source: 'test' }, testTime)
    setText(library.database, { trackId: placed, kind: 'comments', body: 'nice', source: 'test' }, testTime)
    addLabel(library, placed, -0.5, 0.5)
    addLabel(library, moved, 0, -0.1, 'imported')
    const ids = (filter: TrackFilter): number[] => [...trackIds(library.database, filter, byTitle)]

    expect(ids({ hasAudio: true })).toEqual([sounding, gone])
    expect(ids({ hasAudio: false })).toEqual([spoken, placed, moved])
    expect(ids({ missingAudio: true })).toEqual([gone])
    expect(ids({ hasLyrics: true })).toEqual([spoken])
    expect(ids({ hasComments: true })).toEqual([placed])
    expect(ids({ quadrants: [2] })).toEqual([placed])
    expect(ids({ quadrants: [4, 2] })).toEqual([placed, moved])
    expect(ids({ quadrants: [] })).toEqual([])
    expect(ids({ labelSources: ['human'] })).toEqual([placed])
    expect(ids({ labelSources: ['imported', 'none'] })).toEqual([sounding, gone, spoken, moved])
    expect(ids({ trackIds: [moved, sounding, 999] })).toEqual([sounding, moved])
    expect(ids({ search: 'song', hasAudio: true, missingAudio: false })).toEqual([sounding])
  })

  it('answer rows with all that the table shows', () => {
    const library = temporaryLibrary()
    const id = addTrack(library, { externalId: 'x1', title: 'T', artist: 'A', album: 'B', synthetic: true })
    addFile(library, id, '/a.wav', { durationSeconds: 12.5, missing: true })
    addLabel(library, id, 0.25, -0.75)
    expect(trackRows(library.database, [id, 999])).toEqual([
      {
        id,
        externalId: 'x1',
        title: 'T',
        artist: 'A',
        album: 'B',
        durationSeconds: 12.5,
        valence: 0.25,
        arousal: -0.75,
        source: 'human',
        labelledExcerpts: 0,
        hasAudio: true,
        missingAudio: true,
        hasLyrics: false,
        hasComments: false,
        synthetic: true,
      },
    ])
  })
})
