import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/**
 * The backbone that a person means, by name or number.
 * @throws Failure `not-found`
 */
export async function backboneOf(session: CommandSession, named: string): Promise<number> {
  const list = await session.call('backbones.list', null)
  const found = list.find(({ id, name }) => name === named || String(id) === named)
  return found?.id ?? fail('not-found', `There is no backbone "${named}".`, 'See `backbone list`, or add one with `backbone add`.')
}
