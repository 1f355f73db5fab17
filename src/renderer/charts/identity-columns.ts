import type { TrackIdentity } from '@shared/contract/tracks'
import { call } from '../api/client'

type Cell = string | number

/** What joins a row with other tables; the track is null for a file that is none of the library. */
export type Identity = Omit<TrackIdentity, 'id'> & { readonly trackId: number | null }
/** Looks up the identities of points by their ids; points that are gone are left out. */
export type Identify = (ids: readonly number[]) => Promise<ReadonlyMap<number, Identity>>

const identityColumns = ['trackId', 'externalId', 'path', 'title', 'artist'] as const

/** Looks up points that are tracks of the library. */
export const identifyTracks: Identify = async (ids) => {
  const identities = await call('tracks.identities', { trackIds: [...ids] })
  return new Map(identities.map(({ id, ...identity }) => [id, { trackId: id, ...identity }]))
}

/**
 * Adds to each row what its point is called and what joins it with other tables; rows without a point get empty cells, and a table
 * without points stays as it is.
 * @param rows header first
 * @param ids of the points of the rows behind the header
 */
export async function withIdentities(
  rows: readonly Cell[][],
  ids: readonly (number | null)[],
  identify: Identify = identifyTracks,
): Promise<readonly Cell[][]> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return rows
  const identities = await identify(wanted)
  return rows.map((row, index) => {
    if (index === 0) return [...row, ...identityColumns]
    const id = ids[index - 1] ?? null
    const identity = id === null ? undefined : identities.get(id)
    return [...row, ...identityColumns.map((column) => identity?.[column] ?? '')]
  })
}
