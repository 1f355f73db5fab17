import type { Handlers } from '@shared/contract/channels'
import type { searchChannels } from '@shared/contract/search'
import { engineSchema } from '@shared/contract/devices'
import { fail } from '@shared/domain/failure'
import type { ServiceContext } from '../../service-context'
import { changeTrial, deleteSearch, listSearches, searchWithId, type StoredTrial, trialsOfSearch } from '../../store/searches'
import { runningJob } from '../runs/bring-run-to-end'
import { startRun } from '../runs/manage-runs'
import { startSearch } from './search'
import { searchResult } from './search-result'
import { clearTrial } from './train-trial'

type SearchHandlers = Handlers<keyof typeof searchChannels>

/** Answers the channels of searches for good settings. */
export function createSearchHandlers(context: ServiceContext): SearchHandlers {
  return {
    'search.start': async (request) => {
      await context.devices.check(request.base)
      return startSearch(context, request)
    },
    'search.list': () => listSearches(context.library().database).map((search) => searchResult(context, search)),
    'search.train': (named) => trainBest(context, named),
    'search.remove': async ({ searchId }) => {
      await removeSearch(context, searchId)
      return null
    },
  }
}

/** Trains a run with the settings of a trial, on what the trial was computed on. */
async function trainBest(
  context: ServiceContext,
  { searchId, trial: number }: Parameters<SearchHandlers['search.train']>[0],
): Promise<{ jobId: string; runId: string }> {
  const { database } = context.library()
  const { settings: search } = searchWithId(database, searchId)
  const trial = trialOf(trialsOfSearch(database, searchId), number)
  const { engine, device } = trial
  const settings = { ...trial.settings, ...(device !== '' && { engine: engineSchema.parse(engine), device }) }
  const adapters = await context.devices.adaptersFor(settings)
  const started = startRun(context, { datasetId: search.datasetId, name: `${search.name}, trial ${number}`, settings, adapters })
  changeTrial(database, searchId, number, { runId: started.runId })
  context.emit({ type: 'changed', topics: ['searches'] })
  return started
}

function trialOf(trials: readonly StoredTrial[], number: number): StoredTrial {
  const trial = trials.find((candidate) => candidate.number === number)
  if (!trial) return fail('not-found', `The search has no trial ${number}.`, `It has ${trials.length} trials.`)
  if (trial.state !== 'failed') return trial
  return fail('invalid-argument', `Trial ${number} failed: ${trial.failure ?? ''}`, 'Choose another trial.')
}

async function removeSearch(context: ServiceContext, searchId: string): Promise<void> {
  const library = context.library()
  const { settings } = searchWithId(library.database, searchId)
  if (runningJob(context, 'search', searchId)) fail('forbidden', `The search “${settings.name}” is going on.`, 'Cancel it first.')
  const trials = trialsOfSearch(library.database, searchId)
  deleteSearch(library.database, searchId)
  context.emit({ type: 'changed', topics: ['searches'] })
  await Promise.all(trials.map(({ number }) => clearTrial(library, searchId, number)))
}
