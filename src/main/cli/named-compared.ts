import type { ComparedAgainst, ComparedRef } from '@shared/contract/comparison'
import { type BaselineName, baselineNames } from '@shared/domain/baseline'
import { fail } from '@shared/domain/failure'
import type { CommandSession } from './command-session'
import { judgeForms, namedJudge } from './named-judge'
import { runOf } from './named-run'

/** What `runs compare` takes, for help and errors. */
export const comparedForms = `RUN, RUN:BASELINE (${baselineNames.join(', ')}), RUN:baselines for all of them, or predictions:NUMBER`

/**
 * What a person wants to compare.
 * @throws Failure `not-found` for an unknown run or set of predictions, `invalid-argument` for an unknown baseline
 */
export async function namedCompared(session: CommandSession, named: string): Promise<ComparedRef[]> {
  const set = /^predictions:(\d+)$/u.exec(named)
  if (set) return [{ kind: 'predictions', setId: Number(set[1]) }]
  const runs = await session.call('runs.list', null)
  const colon = named.lastIndexOf(':')
  if (colon < 0 || runs.some(({ name }) => name === named)) return [{ kind: 'run', runId: (await runOf(session, named)).id }]
  const { id: runId, baselines } = await runOf(session, named.slice(0, colon))
  const wanted = named.slice(colon + 1)
  if (wanted === 'baselines') return baselines.map(({ name }) => ({ kind: 'baseline', runId, name }))
  const name = baselineNames.find((known) => known === wanted)
  if (!name) return fail('invalid-argument', `There is no baseline "${wanted}".`, `Name ${comparedForms}.`)
  return [baselineRef(runId, name)]
}

const baselineRef = (runId: string, name: BaselineName): ComparedRef => ({ kind: 'baseline', runId, name })

/** What `--against` of `runs compare` takes. */
export const againstForms = `labels (those that count now), ${judgeForms}; by default the labels that the first run was frozen with`

/** @throws Failure `invalid-argument` for another form, `not-found` for an unknown checked set */
export async function namedAgainst(session: CommandSession, against: string | undefined): Promise<ComparedAgainst> {
  if (against === undefined) return { kind: 'runs' }
  return against === 'labels' ? { kind: 'labels' } : namedJudge(session, against)
}
