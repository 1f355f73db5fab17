import { extname } from 'node:path'
import type { ImportResult } from '@shared/contract/library'
import { audioExtensions } from '../../audio/audio-format'
import type { TrackMatcher } from '../../store/track-matcher'
import type { ImportRow } from './import-table'
import { keyText } from './row-identity'

/** Rows of an import, by what is done with them. */
export interface MatchedRows<Value> {
  readonly matched: readonly { readonly trackId: number; readonly row: ImportRow<Value> }[]
  /** Rows that match no track but name an external id, so that a track can be made. */
  readonly creatable: readonly { readonly externalId: string; readonly row: ImportRow<Value> }[]
  readonly unmatched: ImportResult['unmatched']
  /** Rows that mean the same track. */
  readonly problems: readonly string[]
}

/**
 * Finds the track of every row.
 * @param createTracks whether rows that match none may make a track
 */
export function matchRows<Value>(rows: readonly ImportRow<Value>[], match: TrackMatcher, createTracks: boolean): MatchedRows<Value> {
  const matched: { trackId: number; row: ImportRow<Value> }[] = []
  const creatable: { externalId: string; row: ImportRow<Value> }[] = []
  const unmatched: ImportResult['unmatched'] = []
  const firstOf = new Map<string, string>()
  const problems: string[] = []
  const claimed = <Entry extends { row: ImportRow<Value> }>(track: string, entry: Entry): Entry[] => {
    const first = firstOf.get(track)
    if (first === undefined) firstOf.set(track, entry.row.where)
    else problems.push(`${capitalised(entry.row.where)} means the same track as ${first}.`)
    return first === undefined ? [entry] : []
  }
  for (const row of rows) {
    const ids = match(row.key)
    const [trackId] = ids
    const externalId = createTracks ? newTrackId(row) : null
    if (ids.length > 1) unmatched.push({ row: row.where, reason: `it may mean ${ids.length} tracks: ${ids.slice(0, 5).join(', ')}` })
    else if (trackId !== undefined) matched.push(...claimed(`track ${trackId} ${row.part ?? ''}`, { trackId, row }))
    else if (externalId !== null) creatable.push(...claimed(`new ${externalId}`, { externalId, row }))
    else unmatched.push({ row: row.where, reason: keyText(row.key) === keyText({}) ? 'it names no track' : 'no track matches it' })
  }
  return { matched, creatable, unmatched, problems }
}

/** The external id for a new track; a path or a file name is none, and an excerpt makes no track. */
function newTrackId<Value>({ key, part }: ImportRow<Value>): string | null {
  if (part !== undefined) return null
  const id = key.externalId ?? ''
  return id === '' || /[\\/]/u.test(id) || audioExtensions.includes(extname(id).toLowerCase()) ? null : id
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
