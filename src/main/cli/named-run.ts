import type { Run } from '@shared/contract/training'
import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/**
 * The run that a person means: by its id, its name, or the first letters of its id.
 * @throws Failure `not-found`
 */
export async function runOf(session: CommandSession, named: string): Promise<Run> {
  const list = await session.call('runs.list', null)
  const found =
    list.find(({ id, name }) => id === named || name === named) ??
    onlyOne(list.filter(({ id }) => named.length >= 4 && id.startsWith(named)))
  return found ?? fail('not-found', `There is no run "${named}".`, 'See `runs list`.')
}

function onlyOne(runs: readonly Run[]): Run | undefined {
  return runs.length === 1 ? runs[0] : undefined
}
