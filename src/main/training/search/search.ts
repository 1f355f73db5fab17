import type { StartedJob } from '@shared/contract/jobs'
import type { SearchRequest, SearchSettings } from '@shared/contract/search'
import { settingsWith } from '@shared/contract/search-space'
import { asFailure, fail, type FailureCode } from '@shared/domain/failure'
import { nextStep, type SearchStep } from '@shared/domain/search/halving'
import { drawTrial, listCombinations, type TrialValues } from '@shared/domain/search/space'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import {
  changeSearch,
  changeTrial,
  insertTrial,
  searchWithId,
  type StoredSearch,
  type StoredTrial,
  trialsOfSearch,
} from '../../store/searches'
import { chooseComputer, type ChosenComputer } from '../devices/choose-computer'
import { runningJob } from '../runs/bring-run-to-end'
import { designRun } from '../runs/design-run'
import { ensureSearch } from './ensure-search'
import { planOf, progressOf, secondsSpent, withoutFolds } from './search-plan'
import { searchResult } from './search-result'
import { clearTrial, trainTrial, type TrialWork } from './train-trial'

/** A failure of one of these is none of the trial's settings: the search breaks off and can be gone on with. */
const breaking: ReadonlySet<FailureCode> = new Set(['cancelled', 'device-lost', 'device-gone', 'no-library', 'disk-full', 'internal'])

/** So many trials that fail one after the other end a search: the next one would fail as well. */
const mostFailures = 5

/**
 * Starts a search, or goes on with it; one that is going on already is answered again.
 * @throws Failure `already-exists` when a search of this name looks for something else; what `filledIn` and `designRun` throw
 */
export function startSearch(context: ServiceContext, request: SearchRequest): StartedJob & { searchId: string } {
  const search = ensureSearch(context, request)
  const running = runningJob(context, 'search', search.id)
  if (running) return { ...running, searchId: search.id }
  const { id } = context.jobs.start({ kind: 'search', title: `Search: ${search.settings.name}`, subject: search.id }, (job) =>
    runSearch(context, search, job),
  )
  context.emit({ type: 'changed', topics: ['searches'] })
  return { jobId: id, searchId: search.id }
}

/** Carries out one step after the other until the time is spent or nothing is left to try. */
async function runSearch(context: ServiceContext, search: StoredSearch, job: JobHandle): Promise<JobOutcome> {
  const { database } = context.library()
  const { id, settings } = search
  const end = (ended: boolean, outcome: string): void => {
    changeSearch(database, id, { settings, ended, outcome })
    context.emit({ type: 'changed', topics: ['searches'] })
  }
  try {
    const computer = onceChosen(context, settings, job)
    for (;;) {
      const trials = trialsOfSearch(database, id)
      requireLuck(trials)
      const step = stepOf(settings, trials)
      report(settings, trials, job)
      if (step.kind === 'end') {
        await clearDone(context, id, trials)
        end(true, outcomeOf(settings, trials, step.why))
        break
      }
      if (step.kind === 'draw' && step.bracket > (trials.at(-1)?.bracket ?? 0)) await clearDone(context, id, trials)
      const number = step.kind === 'draw' ? beginTrial(context, search, trials, step) : step.number
      if (number !== null) await carryOn(context, search, { number, epochs: step.kind === 'draw' ? null : step.epochs }, job, computer)
    }
  } catch (error) {
    const { message } = asFailure(error)
    end(false, message)
    throw error
  }
  const result = searchResult(context, searchWithId(database, id))
  return { summary: result.outcome, value: result }
}

/** Removes the files of trials that nothing goes on from; a trial that more time promotes is trained anew. */
async function clearDone(context: ServiceContext, searchId: string, trials: readonly StoredTrial[]): Promise<void> {
  const done = trials.filter(({ state }) => state !== 'begun')
  await Promise.all(done.map(({ number }) => clearTrial(context.library(), searchId, number)))
}

function stepOf(settings: SearchSettings, trials: readonly StoredTrial[]): SearchStep {
  const progress = trials.map(progressOf)
  const [spent, epochs] = [secondsSpent(trials), progress.reduce((sum, { epochsDone }) => sum + epochsDone, 0)]
  return nextStep(planOf(settings), progress, {
    secondsLeft: settings.minutes * 60 - spent,
    secondsPerEpoch: epochs === 0 ? null : spent / epochs,
  })
}

/** @throws Failure the last one's, when one trial after the other failed */
function requireLuck(trials: readonly StoredTrial[]): void {
  const last = trials.slice(-mostFailures)
  if (last.length < mostFailures || last.some(({ state }) => state !== 'failed')) return
  const reason = last.at(-1)?.failure ?? ''
  fail('invalid-argument', `${mostFailures} trials failed one after the other, the last: ${reason}`, 'Search another space.')
}

function report({ minutes }: SearchSettings, trials: readonly StoredTrial[], job: JobHandle, message?: string): void {
  const done = Math.round(Math.min(minutes * 60, secondsSpent(trials)))
  job.progress({ done, total: Math.round(minutes * 60), message: message ?? `seconds of the budget, ${trials.length} trials` })
}

/** Draws the values of a trial and adds it. */
function beginTrial(
  context: ServiceContext,
  { id, settings }: StoredSearch,
  trials: readonly StoredTrial[],
  { bracket, epochs }: Extract<SearchStep, { kind: 'draw' }>,
): number | null {
  const library = context.library()
  const number = trials.length + 1
  const values = valuesOf(settings, trials.length)
  if (values === null) return null
  const wanted = { ...settingsWith(settings.base, values), ...withoutFolds }
  const add = (design: Pick<StoredTrial, 'settings' | 'network'>): void =>
    insertTrial(library.database, id, {
      number,
      bracket,
      values,
      epochs: settings.method === 'halving' ? epochs : wanted.epochs,
      ...design,
    })
  try {
    add(designRun(library, settings.datasetId, wanted))
    return number
  } catch (error) {
    const { message, hint } = asFailure(error)
    add({ settings: wanted, network: null })
    changeTrial(library.database, id, number, { state: 'failed', failure: `${message} ${hint}` })
    return null
  }
}

function valuesOf({ method, space, seed }: SearchSettings, index: number): TrialValues | null {
  return method === 'grid' ? (listCombinations(space)?.[index] ?? null) : drawTrial(space, seed, index)
}

/** Trains a trial on; a failure of its settings is kept with it, and the search goes on. */
async function carryOn(
  context: ServiceContext,
  search: StoredSearch,
  { number, epochs }: { number: number; epochs: number | null },
  job: JobHandle,
  computer: TrialWork['computer'],
): Promise<void> {
  const library = context.library()
  const { database } = library
  const change: TrialWork['change'] = (values) => {
    changeTrial(database, search.id, number, values)
    context.emit({ type: 'changed', topics: ['searches'] })
    if (values.seconds !== undefined) report(search.settings, trialsOfSearch(database, search.id), job)
  }
  if (epochs !== null) change({ epochs, state: 'begun' })
  const trial = trialsOfSearch(database, search.id).find((candidate) => candidate.number === number)
  if (!trial) return
  // Preparing a trial is no progress of the search: only what is prepared is said.
  const preparing: JobHandle = {
    ...job,
    progress: ({ message }) => report(search.settings, trialsOfSearch(database, search.id), job, message),
  }
  const secondsLeft = (): number => search.settings.minutes * 60 - secondsSpent(trialsOfSearch(database, search.id))
  try {
    const reached = await trainTrial({ context, library, search, trial, job: preparing, computer, change, secondsLeft })
    if (reached) change({ state: 'reached' })
    if (reached && trial.epochs >= trial.settings.epochs) await clearTrial(library, search.id, number)
  } catch (error) {
    const { code, message, hint } = asFailure(error)
    if (breaking.has(code) || job.signal.aborted) throw error
    change({ state: 'failed', failure: `${message} ${hint}` })
    await clearTrial(library, search.id, number)
  }
}

/** Chooses engine and device by the first network that is trained; the other trials are computed alike. */
function onceChosen(context: ServiceContext, { base }: SearchSettings, job: JobHandle): TrialWork['computer'] {
  let chosen: Promise<ChosenComputer> | null = null
  const { engine, device, batchSize } = base
  return (work, steps) =>
    (chosen ??= chooseComputer(context, { engine, device }, { work: { ...work, batchSize }, steps, anew: false, job }))
}

function outcomeOf({ minutes, method }: SearchSettings, trials: readonly StoredTrial[], why: 'budget' | 'complete'): string {
  const counted = `${trials.length} ${trials.length === 1 ? 'trial' : 'trials'}`
  if (why === 'complete') return method === 'grid' ? `All ${trials.length} combinations are tried` : `${counted}, as many as were asked for`
  return `${counted} in the ${minutes === 1 ? 'minute' : `${minutes} minutes`} of the budget`
}
