import type { Handlers } from '@shared/contract/channels'
import type { runNoteChannels } from '@shared/contract/run-notes'
import type { trainingChannels } from '@shared/contract/training'
import type { ServiceContext } from '../../service-context'
import { epochsOfRun, predictionsOfRun, runWithId } from '../../store/runs'
import { createBackboneHandlers } from '../backbones/backbone-handlers'
import { createDatasetHandlers } from '../datasets/dataset-handlers'
import { describeNetwork } from './describe-network'
import { createEmbeddingHandlers } from '../embeddings/embedding-handlers'
import { clearFeatureCache, featureCache, startExtraction, startFeatureExport } from '../features/feature-jobs'
import { createRunNoteHandlers } from './annotate-run'
import { startBaselines } from './run-baselines'
import { allRuns, removeRun, renameRun, resumeRun, startRun, stopRun } from './manage-runs'

type TrainingHandlers = Omit<Handlers<keyof typeof trainingChannels>, 'results.published' | 'report.write'>

/** Answers the channels of datasets, features, networks and runs. */
export function createTrainingHandlers(context: ServiceContext): TrainingHandlers {
  return {
    ...createDatasetHandlers(context),
    ...createEmbeddingHandlers(context),
    ...createBackboneHandlers(context),
    ...featureHandlers(context),
    ...runHandlers(context),
    ...createRunNoteHandlers(context),
  }
}

type FeatureHandlers = Pick<TrainingHandlers, Extract<keyof TrainingHandlers, `${'network' | 'features'}.${string}`>>
type RunHandlers = Omit<Pick<TrainingHandlers, Extract<keyof TrainingHandlers, `runs.${string}`>>, keyof typeof runNoteChannels>

function featureHandlers(context: ServiceContext): FeatureHandlers {
  return {
    'network.describe': (settings) => describeNetwork(settings, context.library),
    'features.extract': ({ filter, excerptRule }) => startExtraction(context, filter, excerptRule),
    'features.export': ({ directory, excerptRule }) => startFeatureExport(context, directory, excerptRule),
    'features.cache': () => featureCache(context),
    'features.clear': () => clearFeatureCache(context),
  }
}

function runHandlers(context: ServiceContext): RunHandlers {
  return {
    'runs.start': async (start) => {
      await context.devices.check(start.settings)
      return startRun(context, { ...start, adapters: await context.devices.adaptersFor(start.settings) })
    },
    'runs.stop': ({ runId }) => {
      stopRun(context, runId)
      return null
    },
    'runs.resume': async ({ runId, device, fallback }) => {
      const { engine, lost } = runWithId(context.library().database, runId)
      // What was found before a device was lost may be gone since.
      if (lost) await context.devices.find(true)
      return resumeRun(context, runId, { on: device === undefined ? undefined : await context.devices.moveTo(device, engine), fallback })
    },
    'runs.baselines': ({ runId }) => startBaselines(context, runId),
    'runs.list': () => allRuns(context),
    'runs.epochs': ({ runId }) => epochsOfRun(context.library().database, runWithId(context.library().database, runId).id),
    'runs.predictions': ({ runId, split }) =>
      predictionsOfRun(context.library().database, runWithId(context.library().database, runId).id, split),
    'runs.rename': ({ runId, name }) => {
      renameRun(context, runId, name)
      return null
    },
    'runs.delete': async ({ runId }) => {
      await removeRun(context, runId)
      return null
    },
  }
}
