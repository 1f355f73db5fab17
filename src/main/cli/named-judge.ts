import type { CheckedSet, Judge } from '@shared/contract/checked-sets'
import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/** What `--against` takes, for help and errors. */
export const judgeForms = 'checked:NAME, or truth for the sample library'

/**
 * The checked set that a person means, by its name or its number.
 * @throws Failure `not-found`
 */
export async function namedCheckedSet(session: CommandSession, named: string): Promise<CheckedSet> {
  const sets = await session.call('checked.list', null)
  const found = sets.find(({ id, name }) => name === named || String(id) === named)
  const names = sets.map(({ name }) => name).join(', ') || 'none'
  return found ?? fail('not-found', `There is no checked set "${named}".`, `There are: ${names}.`)
}

/**
 * What `--against` names.
 * @throws Failure `invalid-argument` for another form, `not-found` for an unknown set
 */
export async function namedJudge(session: CommandSession, against: string): Promise<Judge> {
  if (against === 'truth') return { kind: 'truth' }
  if (!against.startsWith('checked:')) fail('invalid-argument', `--against ${against} is not understood.`, `Give ${judgeForms}.`)
  return { kind: 'checked', setId: (await namedCheckedSet(session, against.slice('checked:'.length))).id }
}
