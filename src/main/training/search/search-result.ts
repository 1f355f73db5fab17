import type { MetricsReport } from '@shared/contract/training'
import type { Search, SearchTrial } from '@shared/contract/search'
import { listCombinations } from '@shared/domain/search/space'
import { bestEpochOf, meanCurve } from '@shared/domain/search/trial-figure'
import type { ServiceContext } from '../../service-context'
import { datasetTracks, datasetWithId } from '../../store/datasets'
import type { LibraryDatabase } from '../../store/library'
import { findRun } from '../../store/runs'
import { type StoredSearch, type StoredTrial, trialsOfSearch } from '../../store/searches'
import { runningJob } from '../runs/bring-run-to-end'
import { secondsSpent } from './search-plan'

/** A search with its trials, as far as it is. */
export function searchResult(context: ServiceContext, search: StoredSearch): Search {
  const { database } = context.library()
  const { id, settings, ended, createdAt, outcome } = search
  const jobId = runningJob(context, 'search', id)?.jobId ?? null
  const stored = trialsOfSearch(database, id)
  const trials = stored.map((trial) => trialResult(database, trial))
  return {
    id,
    settings,
    createdAt,
    jobId,
    outcome,
    datasetName: datasetWithId(database, settings.datasetId).name,
    state: ended ? 'done' : jobId === null ? 'interrupted' : 'running',
    judgedBy: judgedBy(database, search),
    secondsSpent: secondsSpent(stored),
    combinations: listCombinations(settings.space)?.length ?? null,
    trials,
    best: bestTrial(trials)?.number ?? null,
  }
}

/** The trial with the lowest validation loss. */
function bestTrial(trials: readonly SearchTrial[]): SearchTrial | null {
  const able = trials.filter(({ best, state }) => best !== null && state !== 'failed')
  return able.reduce<SearchTrial | null>(
    (best, trial) => ((trial.best?.validationLoss ?? Infinity) < (best?.best?.validationLoss ?? Infinity) ? trial : best),
    null,
  )
}

function trialResult(database: LibraryDatabase, { curves, runId, network: _network, engine: _engine, ...trial }: StoredTrial): SearchTrial {
  const curve = meanCurve(curves)
  return { ...trial, epochsDone: curve.length, curve, best: bestEpochOf(curve), run: runOfTrial(database, runId) }
}

function runOfTrial(database: LibraryDatabase, runId: string | null): SearchTrial['run'] {
  const run = runId === null ? null : findRun(database, runId)
  if (run === null) return null
  const { id, state, metrics } = run
  const test = metrics && {
    loss: testLoss(metrics),
    r2Valence: metrics.valence?.r2.value ?? null,
    r2Arousal: metrics.arousal?.r2.value ?? null,
  }
  return { id, state, test }
}

/** Mean squared error over all coordinates of the labels, as that of validation. */
function testLoss({ tracks, labelled, valence, arousal }: MetricsReport): number {
  const counts = labelled ?? { valence: tracks, arousal: tracks }
  const share = counts.valence / (counts.valence + counts.arousal)
  return (valence?.mse.value ?? 0) * share + (arousal?.mse.value ?? 0) * (1 - share)
}

function judgedBy(database: LibraryDatabase, { settings: { datasetId, base } }: StoredSearch): string {
  const count = { train: 0, validation: 0, test: 0 }
  for (const { split } of datasetTracks(database, datasetId)) count[split] += 1
  if (base.folds === 0) return `the ${count.validation} validation tracks`
  return `${base.folds} folds of the ${count.train + count.validation} training and validation tracks, each by what it left out`
}
