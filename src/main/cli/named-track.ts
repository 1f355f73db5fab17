import { basename, resolve } from 'node:path'
import type { TrackIdentity } from '@shared/contract/tracks'
import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/** Ways to name a track, the surest first. */
const ways: readonly ((track: TrackIdentity, named: string) => boolean)[] = [
  ({ externalId }, named) => externalId === named,
  ({ path }, named) => path === resolve(named),
  ({ id }, named) => String(id) === named,
  ({ path }, named) => path !== null && basename(path) === named,
  ({ title }, named) => title === named,
]

/**
 * The track that a person means: by external id, path, number, file name or title.
 * @throws Failure `not-found`; `invalid-argument` where several are called so
 */
export async function trackOf(session: CommandSession, named: string): Promise<TrackIdentity> {
  const ids = await session.call('tracks.ids', { filter: {}, sort: { by: 'title', direction: 'ascending' } })
  const tracks = await session.call('tracks.identities', { trackIds: [...ids] })
  for (const isMeant of ways) {
    const [found, ...others] = tracks.filter((track) => isMeant(track, named))
    if (found && others.length === 0) return found
    if (found) {
      const numbers = [found, ...others].map(({ id }) => id).join(', ')
      fail('invalid-argument', `${others.length + 1} tracks are called "${named}".`, `Give the number of one: ${numbers}.`)
    }
  }
  return fail('not-found', `There is no track "${named}".`, 'Give its external id, path, number, file name or title.')
}
