import type { TrackFilter } from '@shared/contract/tracks'
import { searchQuery } from './search-query'

/** A piece of a WHERE clause over `tracks t`, with the values of its question marks in order. */
export interface SqlCondition {
  readonly sql: string
  readonly parameters: readonly (string | number)[]
}

/** Turns a filter into SQL over `tracks t`; every condition that is given must hold. Values travel as parameters only. */
export function filterCondition(filter: TrackFilter): SqlCondition {
  const conditions = [
    searchCondition(filter.search),
    quadrantCondition(filter.quadrants),
    sourceCondition(filter.labelSources),
    membership(filter.hasAudio, 'SELECT track_id FROM files'),
    membership(filter.missingAudio, 'SELECT track_id FROM files WHERE missing = 1'),
    membership(filter.hasLyrics, "SELECT track_id FROM texts WHERE kind = 'lyrics'"),
    membership(filter.hasComments, "SELECT track_id FROM texts WHERE kind = 'comments'"),
    idCondition(filter.trackIds),
  ].filter((condition) => condition !== null)
  if (conditions.length === 0) return { sql: 'TRUE', parameters: [] }
  return { sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '), parameters: conditions.flatMap(({ parameters }) => parameters) }
}

function searchCondition(search: string | undefined): SqlCondition | null {
  const text = search?.trim() ?? ''
  if (text === '') return null
  const query = searchQuery(text)
  if (query === null) return { sql: "instr(t.title || ' ' || t.artist || ' ' || t.album, ?) > 0", parameters: [text] }
  return {
    sql: 't.id IN (SELECT rowid FROM track_search WHERE track_search MATCH ?) OR t.external_id = ?',
    parameters: [query, text],
  }
}

function quadrantCondition(quadrants: TrackFilter['quadrants']): SqlCondition | null {
  if (!quadrants) return null
  return { sql: `t.id IN (SELECT track_id FROM current_labels WHERE quadrant IN (${marks(quadrants.length)}))`, parameters: quadrants }
}

function sourceCondition(sources: TrackFilter['labelSources']): SqlCondition | null {
  if (!sources) return null
  const named = sources.filter((source) => source !== 'none')
  const labelled = `t.id IN (SELECT track_id FROM current_labels WHERE source IN (${marks(named.length)}))`
  const unlabelled = 't.id NOT IN (SELECT track_id FROM current_labels)'
  return { sql: named.length < sources.length ? `${labelled} OR ${unlabelled}` : labelled, parameters: named }
}

function idCondition(trackIds: readonly number[] | undefined): SqlCondition | null {
  return trackIds ? { sql: 't.id IN (SELECT value FROM json_each(?))', parameters: [JSON.stringify(trackIds)] } : null
}

function membership(wanted: boolean | undefined, ids: string): SqlCondition | null {
  if (wanted === undefined) return null
  return { sql: `t.id ${wanted ? 'IN' : 'NOT IN'} (${ids})`, parameters: [] }
}

const marks = (count: number): string => new Array(count).fill('?').join(', ')
