// @vitest-environment happy-dom
import type { TrackRow } from '@shared/contract/tracks'
import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { describe, expect, it } from 'vitest'
import { gridColumns, renderMaterial, trackColumns } from '@renderer/library/track-columns'
import { sortOf } from '@renderer/library/track-source'
import { trackDetails } from '../../helpers/track-details'

const row: TrackRow = trackDetails({ title: 'Rain', durationSeconds: 61, hasAudio: true, hasLyrics: true })
const columns = gridColumns(() => '1-9')
const column = (id: string): ColDef<TrackRow> => columns.find(({ colId }) => colId === id) ?? expect.fail(`There is no column ${id}`)
const text = (id: string, part: Partial<TrackRow> = {}): string =>
  trackColumns.find((candidate) => candidate.id === id)?.text({ ...row, ...part }, '1-9') ?? ''

describe('the columns of tracks', () => {
  it('show coordinates on the window’s scale, and a dash where there is no label', () => {
    expect([text('valence'), text('arousal'), text('quadrant')]).toEqual(['3.00', '6.00', '2'])
    const none = { valence: null, arousal: null, source: null }
    expect(['valence', 'quadrant', 'source'].map((id) => text(id, none))).toEqual(['–', '', '–'])
  })

  it('say of how many excerpts a label is the mean', () => {
    expect(text('source', { source: 'human' })).toBe('people')
    expect(text('source', { source: 'human', labelledExcerpts: 2 })).toBe('people, 2 excerpts')
  })

  it('name what a track has', () => {
    expect(text('material')).toBe('audio lyrics comments')
    expect(text('material', { missingAudio: true, hasLyrics: false })).toBe('audio missing comments')
    const cell = renderMaterial({ data: { ...row, missingAudio: true, hasLyrics: false } } as ICellRendererParams<TrackRow>)
    expect([...cell.querySelectorAll('.cx-has')].map((mark) => mark.getAttribute('title'))).toEqual([
      'audio file is missing',
      'no lyrics',
      'comments',
    ])
    expect(renderMaterial({ data: undefined } as ICellRendererParams<TrackRow>).childElementCount).toBe(0)
  })

  it('sort only by what the library can sort by', () => {
    for (const { colId, sortable } of columns)
      if (sortable && colId) expect(sortOf([{ colId, sort: 'desc' }]), colId).toEqual({ by: colId, direction: 'descending' })
    expect([column('quadrant'), column('material'), column('mark')].map(({ sortable }) => sortable)).toEqual([false, false, false])
  })

  it('begin with the ticks, by title, without album and id', () => {
    expect(columns[0]?.colId).toBe('mark')
    expect(columns.filter(({ sort }) => sort).map(({ colId }) => colId)).toEqual(['title'])
    expect(columns.filter(({ hide }) => hide).map(({ colId }) => colId)).toEqual(['album', 'externalId'])
  })
})
