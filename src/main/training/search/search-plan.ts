import type { SearchRequest, SearchSettings } from '@shared/contract/search'
import { checkSpace } from '@shared/contract/search-space'
import type { TrainingSettings } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import { defaultSpace } from '@shared/domain/search/default-space'
import { rungsOf, type SearchPlan, type TrialProgress } from '@shared/domain/search/halving'
import { listCombinations } from '@shared/domain/search/space'
import { bestEpochOf, meanCurve } from '@shared/domain/search/trial-figure'
import type { StoredSearch, StoredTrial } from '../../store/searches'

/** What a request leaves open, filled in; its name is left to `nameOf`. */
export type NamelessSearch = Omit<SearchSettings, 'name'>

/** Each part of a trial is a training of its own, whatever the folds of the search. */
export const withoutFolds = { folds: 0, thenFitAll: false } as const satisfies Partial<TrainingSettings>

/**
 * A request with the default space where it names none, checked.
 * @throws Failure `invalid-argument` as `checkSpace`, and for a grid of a space whose combinations cannot be listed
 */
export function filledIn({ name: _name, space: given, ...request }: SearchRequest): NamelessSearch {
  const space = given ?? defaultSpace(request.base, request.method)
  checkSpace(request.base, space)
  if (request.method === 'grid' && listCombinations(space) === null) {
    const endless = Object.entries(space).find(([, { kind }]) => kind === 'uniform' || kind === 'log-uniform')?.[0]
    const why = endless === undefined ? 'there are more than 10,000 of them' : `${endless} is a range`
    fail('invalid-argument', `A grid tries every combination, but ${why}.`, 'Give choices of a few values, or search at random.')
  }
  if (request.method === 'halving' && 'epochs' in space) {
    fail(
      'invalid-argument',
      'Successive halving sets the epochs of a trial itself: the space cannot vary them.',
      'Take epochs out of the space, or search at random.',
    )
  }
  const { epochs } = request.base
  if (request.method === 'halving' && rungsOf(epochs, request.reduction, request.fewestEpochs).length === 1) {
    fail(
      'invalid-argument',
      `${epochs} epochs are too few for successive halving, which compares after a ${ordinalPart(request.reduction)} of them.`,
      `Train for ${request.reduction * request.fewestEpochs} epochs or more, or search at random.`,
    )
  }
  return { ...request, space }
}

const parts: Readonly<Record<number, string>> = { 2: 'half', 3: 'third', 4: 'quarter', 5: 'fifth' }

function ordinalPart(reduction: number): string {
  return parts[reduction] ?? `${reduction}th part`
}

/**
 * A request as it goes on with an earlier search: what it leaves open (runs of a fusion, word vectors) is as it was then.
 * @returns null when it asks for something else than the earlier search
 */
export function continuing(earlier: StoredSearch, request: NamelessSearch): SearchSettings | null {
  const { settings: before } = earlier
  const { fusion, embeddingId } = before.base
  const base = {
    ...request.base,
    fusion: fusion && { ...fusion, ...request.base.fusion, runs: { ...fusion.runs, ...request.base.fusion?.runs } },
    embeddingId: request.base.embeddingId ?? embeddingId,
  }
  // More time, or more trials, may be given later.
  const asked = ({ minutes: _minutes, trials: _trials, ...rest }: NamelessSearch): string => JSON.stringify(sorted(rest))
  const { name, ...nameless } = before
  return asked({ ...request, base }) === asked(nameless) ? { ...before, name, minutes: request.minutes, trials: request.trials } : null
}

/** Members in one order; the order of a space's settings and of choices stays, because what is drawn follows from it. */
function sorted({ space, ...rest }: Omit<NamelessSearch, 'minutes' | 'trials'>): unknown {
  return [Object.entries(space), Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))]
}

/** How a search goes on. */
export function planOf({ method, base, trials, reduction, fewestEpochs, space }: SearchSettings): SearchPlan {
  return {
    rungs: method === 'halving' ? rungsOf(base.epochs, reduction, fewestEpochs) : [base.epochs],
    reduction,
    trials,
    combinations: listCombinations(space)?.length ?? null,
  }
}

/** What a trial has come to, for the plan. */
export function progressOf({ number, bracket, epochs, state, curves }: StoredTrial): TrialProgress {
  const curve = meanCurve(curves)
  return { number, bracket, epochs, epochsDone: curve.length, state, loss: bestEpochOf(curve)?.validationLoss ?? null }
}

/** Training time that was spent on all trials, in seconds. */
export function secondsSpent(trials: readonly StoredTrial[]): number {
  return trials.reduce((sum, { seconds }) => sum + seconds, 0)
}
