import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/**
 * The word vectors that a person means, by name or number; the newest when none are named.
 * @throws Failure `not-found`
 */
export async function embeddingOf(session: CommandSession, named: string | undefined): Promise<number> {
  const list = await session.call('embeddings.list', null)
  const found = named === undefined ? list[0] : list.find(({ id, name }) => name === named || String(id) === named)
  return (
    found?.id ??
    fail(
      'not-found',
      named === undefined ? 'The library has no word vectors.' : `There are no word vectors "${named}".`,
      'See `embedding list`, or learn some with `embedding train`.',
    )
  )
}
