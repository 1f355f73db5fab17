import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/**
 * The dataset that a person means, by its name or its number.
 * @throws Failure `not-found`
 */
export async function datasetOf(session: CommandSession, named: string): Promise<number> {
  const datasets = await session.call('datasets.list', null)
  const found = datasets.find(({ id, name }) => name === named || String(id) === named)
  return (
    found?.id ??
    fail('not-found', `There is no dataset "${named}".`, `There are: ${datasets.map(({ name }) => name).join(', ') || 'none'}.`)
  )
}
