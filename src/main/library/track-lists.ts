import type { TrackFilter, TrackRow, TrackSort } from '@shared/contract/tracks'
import { tracksThatWaitBlind } from '../store/checked-sets'
import type { LibraryDatabase } from '../store/library'
import { trackIds, trackRows } from '../store/track-pages'
import { withoutHintsOfOrder, withoutLabel } from './blind-lists'

/** How many sorted lists are kept; the window shows one, a change of sort or search makes another. */
const keptLists = 8

/** A page of tracks with the number of all. */
export interface TrackPage {
  readonly rows: TrackRow[]
  readonly total: number
}

/**
 * Sorted lists of track ids, without hints at the labels of tracks that people are to label blind; kept until the library changes, so
 * that any page of 100,000 rows takes as long as the first.
 */
export interface TrackLists {
  ids(database: LibraryDatabase, filter: TrackFilter, sort: TrackSort): Int32Array
  page(database: LibraryDatabase, query: { filter: TrackFilter; sort: TrackSort; offset: number; limit: number }): TrackPage
}

/** Makes an empty store of lists. */
export function createTrackLists(): TrackLists {
  let source: LibraryDatabase | null = null
  let changes = -1
  let blind: ReadonlySet<number> = new Set()
  const lists = new Map<string, Int32Array>()
  const ids: TrackLists['ids'] = (database, filter, sort) => {
    const present = changeCount(database)
    if (database !== source || present !== changes) {
      lists.clear()
      blind = tracksThatWaitBlind(database)
    }
    source = database
    changes = present
    const key = JSON.stringify([filter, sort])
    const list = lists.get(key) ?? withoutHintsOfOrder(trackIds(database, filter, sort), blind, filter, sort)
    lists.delete(key)
    lists.set(key, list)
    for (const oldest of [...lists.keys()].slice(0, -keptLists)) lists.delete(oldest)
    return list
  }
  return {
    ids,
    page: (database, { filter, sort, offset, limit }) => {
      const list = ids(database, filter, sort)
      const rows = trackRows(database, list.subarray(offset, offset + limit)).map((row) => withoutLabel(row, blind))
      return { rows, total: list.length }
    },
  }
}

/** Rises with every row that this connection writes; it is the only writer, for it holds the library's lock. */
function changeCount(database: LibraryDatabase): number {
  return Number(database.prepare('SELECT total_changes()').pluck().get())
}
