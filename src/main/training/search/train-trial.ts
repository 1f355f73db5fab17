import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import { engineSchema } from '@shared/contract/devices'
import type { Epoch } from '@shared/contract/training'
import { optimiserSettingsOf } from '../../learning/optimiser-settings'
import { type TrainingPayload, trainingPayloadSchema } from '@shared/contract/workers/training'
import { fail } from '@shared/domain/failure'
import type { Network } from '@shared/domain/network'
import type { TrialEpoch } from '@shared/domain/search/trial-figure'
import { historyOfCheckpoint } from '../../learning/checkpoint'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { datasetWithId } from '../../store/datasets'
import type { Library } from '../../store/library'
import { runFolder } from '../../store/run-folder'
import type { StoredSearch, StoredTrial, TrialChange } from '../../store/searches'
import type { ChosenComputer } from '../devices/choose-computer'
import { createInputParts } from '../runs/input-parts'
import { prepareInputs, type PreparedInputs } from '../runs/prepare-inputs'
import { prepareManifest } from '../runs/write-manifest'
import { type TrialPart, writeTrialParts } from './trial-parts'

/** What trains a trial. */
export interface TrialWork {
  readonly context: ServiceContext
  readonly library: Library
  readonly search: StoredSearch
  readonly trial: StoredTrial
  readonly job: JobHandle
  /** Chooses what computes, once for all trials, so that they are computed alike. */
  readonly computer: (
    payload: Pick<TrainingPayload, 'network' | 'excerptRule' | 'vocabularySizes'>,
    steps: number,
  ) => Promise<ChosenComputer>
  readonly change: (change: TrialChange) => void
  /** Seconds of training that are left to the search; asked once what the trial reads is prepared. */
  readonly secondsLeft: () => number
}

/** Its inputs on disk. */
interface ReadyTrial {
  readonly network: Network
  readonly prepared: PreparedInputs
  readonly parts: readonly TrialPart[]
}

/** A worker that is stopped may end its epoch. */
const stopGraceMilliseconds = 30_000

/** The name of the folder of a trial among the folders of runs. */
function folderName(searchId: string, number: number): string {
  return `${searchId}-${number}`
}

/**
 * Trains a trial to its epochs, or as far as the time allows; what was trained before is gone on with. Its curve and its seconds are kept
 * as it goes.
 * @returns whether it reached its epochs
 * @throws Failure `cancelled` when the search was; what the training failed with
 */
export async function trainTrial(work: TrialWork): Promise<boolean> {
  const ready = await prepareTrial(work)
  const { trial, job, change } = work
  const budget = AbortSignal.timeout(Math.max(1, Math.ceil(work.secondsLeft() * 1000)))
  const signal = AbortSignal.any([job.signal, budget])
  const clock = startClock(trial.seconds)
  const curves: TrialEpoch[][] = trial.curves.map((curve) => [...curve])
  for (const [fold, part] of ready.parts.entries()) {
    const save = (): void => change({ curves, seconds: clock() })
    try {
      await trainPart(work, ready, part, { signal, live: throttled(save), curve: curveOf(curves, fold) })
    } catch (error) {
      // The time ran out before the first epoch was done.
      if (!budget.aborted || job.signal.aborted) throw error
    } finally {
      curves[fold] = (await historyOfCheckpoint(join(part.directory, 'checkpoint'))).map(trialEpoch)
      save()
    }
    if (job.signal.aborted) fail('cancelled', 'The search was stopped.', 'Start it again: it goes on where it stopped.')
    if (budget.aborted) return false
  }
  return true
}

/** Removes the files of a trial; what is known of it stays. */
export async function clearTrial(library: Library, searchId: string, number: number): Promise<void> {
  await rm(runFolder(library, folderName(searchId, number)).directory, { recursive: true, force: true })
}

async function prepareTrial({ context, library, search, trial, job }: TrialWork): Promise<ReadyTrial> {
  const id = folderName(search.id, trial.number)
  const { name, datasetId, base } = search.settings
  const network = trial.network ?? fail('internal', `Trial ${trial.number} has no network.`, 'Start another search.')
  const run = { id, name: `${name}, trial ${trial.number}`, datasetId, settings: trial.settings, network }
  const inputs = createInputParts(context, library)
  const prepared = await prepareInputs(library, run, inputs, job)
  await prepareManifest(context, library, run, prepared, inputs.tools, job)
  return { network, prepared, parts: await writeTrialParts(runFolder(library, id), { folds: base.folds, seed: trial.settings.seed }) }
}

interface PartWatch {
  readonly signal: AbortSignal
  readonly live: () => void
  /** Takes the epochs as they come. */
  readonly curve: (epoch: TrialEpoch) => void
}

async function trainPart(work: TrialWork, ready: ReadyTrial, part: TrialPart, { signal, live, curve }: PartWatch): Promise<void> {
  const { context, change } = work
  const payload = await payloadOf(work, ready, part)
  await askWorker(context.runWorker, 'training', {
    payload,
    onItem: (item) => {
      if (item.kind === 'started') return change({ engine: item.engine, device: item.device.name })
      curve(trialEpoch(item.epoch))
      live()
    },
    signal,
    graceMilliseconds: stopGraceMilliseconds,
  })
}

async function payloadOf(
  { library, search, trial, computer }: TrialWork,
  { network, prepared }: ReadyTrial,
  { manifestPath, directory, seed, samples }: TrialPart,
): Promise<TrainingPayload> {
  const { excerptRule } = datasetWithId(library.database, search.settings.datasetId).settings
  const vocabularySizes = Object.fromEntries([...prepared.tables].map(([kind, { size }]) => [kind, size]))
  const { settings } = trial
  const steps = settings.epochs * Math.ceil(samples / settings.batchSize)
  const chosen = await computer({ network, excerptRule, vocabularySizes }, steps)
  // A trial goes on with what it began with: another device would not repeat its steps to the last bit.
  const begunWith = trial.device === '' ? {} : { engine: engineSchema.parse(trial.engine), device: trial.device }
  return trainingPayloadSchema.parse({
    runDirectory: directory,
    network,
    engine: chosen.engine,
    device: chosen.device,
    adapters: [...chosen.adapters],
    ...begunWith,
    settings: { ...optimiserSettingsOf(settings), optimiser: settings.optimiser, seed },
    manifestPath,
    resume: true,
    untilEpoch: trial.epochs,
    vocabularySizes,
    excerptRule,
    initialWeightsPaths: [...prepared.initialWeightsPaths],
  })
}

function trialEpoch({ epoch, trainLoss, validationLoss, valence, arousal }: Epoch): TrialEpoch {
  return {
    epoch,
    trainLoss,
    validationLoss: validationLoss ?? trainLoss,
    r2Valence: valence?.r2 ?? null,
    r2Arousal: arousal?.r2 ?? null,
  }
}

/** Puts epochs into the curve of a part; one that is trained again replaces itself and what followed it. */
function curveOf(curves: TrialEpoch[][], part: number): (epoch: TrialEpoch) => void {
  return (epoch) => {
    curves[part] = [...(curves[part] ?? []).slice(0, epoch.epoch - 1), epoch]
  }
}

/** Seconds from before, and since now. */
function startClock(before: number): () => number {
  const startedMs = performance.now()
  return () => before + (performance.now() - startedMs) / 1000
}

/** Calls at most so often. */
function throttled(work: () => void, milliseconds = 500): () => void {
  let lastMs = -Infinity
  return () => {
    if (performance.now() - lastMs < milliseconds) return
    lastMs = performance.now()
    work()
  }
}
