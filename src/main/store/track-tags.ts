import { mapperOf } from '@shared/domain/word-mapping'
import type { LibraryDatabase } from './library'
import { prepared } from './prepared'
import { readTagMapping } from './tag-mapping'

/** How often a raw tag was given to a track; the count is 0 or more. */
export interface TrackTag {
  readonly trackId: number
  readonly tag: string
  readonly count: number
}

/**
 * Stores raw tags as they are, each with the emotion word that the library's mapping gives it. A count that the track had for
 * a tag is replaced; its other tags stay. Call it inside a transaction.
 * @returns how many tracks got tags
 */
export function setTrackTags(database: LibraryDatabase, entries: Iterable<TrackTag>): number {
  const idOf = tagIds(database)
  const insert = prepared(
    database,
    'INSERT INTO track_tags (track_id, tag_id, count) VALUES (?, ?, ?) ON CONFLICT (track_id, tag_id) DO UPDATE SET count = excluded.count',
  )
  const tracks = new Set<number>()
  for (const { trackId, tag, count } of entries) {
    insert.run(trackId, idOf(tag), count)
    tracks.add(trackId)
  }
  return tracks.size
}

/** Finds a tag's id by its name; an unknown tag is added with its emotion word. */
function tagIds(database: LibraryDatabase): (name: string) => number {
  const wordOf = mapperOf(readTagMapping(database))
  const known = new Map(
    prepared<{ id: number; name: string }>(database, 'SELECT id, name FROM tags')
      .all()
      .map(({ id, name }) => [name, id]),
  )
  const insert = prepared(database, 'INSERT INTO tags (name, word) VALUES (?, ?)')
  return (name) => {
    const existing = known.get(name)
    if (existing !== undefined) return existing
    const id = Number(insert.run(name, wordOf(name)).lastInsertRowid)
    known.set(name, id)
    return id
  }
}
