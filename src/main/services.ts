import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChannelName, type ChannelResult, type Handlers, type ServiceChannelName, serviceChannels } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import { parseOwn, parseWith, type Result, settle } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import { publishedScheme } from '@shared/domain/schemes/published'
import type { WriteLog } from '@shared/domain/report-unexpected'
import { openChoicesFile } from './choices-file'
import { examine } from './doctor/examine'
import { createDevices } from './jobs/devices'
import { createJobTable, type JobTable } from './jobs/job-table'
import { createRunWorker } from './jobs/run-worker'
import type { SpawnWorker } from './jobs/worker-process'
import { createCheckedSetHandlers } from './labelling/checked-set-handlers'
import { deriveLabels } from './labelling/derive-labels'
import { createLabelHandlers } from './labelling/label-handlers'
import { createLearningHandlers } from './labelling/learn-scheme'
import { createLibraryHandlers } from './library/library-handlers'
import { inOneLibrary } from './library/in-one-library'
import { createLibrarySession } from './library/library-session'
import { trackMediaFileOf } from './library/track-media-file'
import { createTrackHandlers } from './library/track-handlers'
import { startExplanation } from './prediction/explain-track'
import { predictedMediaFileOf } from './prediction/predicted-media-file'
import { createPredictionHandlers } from './prediction/prediction-handlers'
import { createPaperHandlers } from './reporting/paper/paper-handlers'
import { createReportHandlers } from './reporting/report-handlers'
import type { ServiceContext } from './service-context'
import { openSettingsFile, type SettingsFile } from './settings-file'
import { createComparisonHandlers } from './training/comparison/comparison-handlers'
import { compareRuns } from './training/comparison/compare-runs'
import { createDeviceHandlers } from './training/runs/device-handlers'
import { createRepairHandlers } from './training/repair/repair-handlers'
import { createRunFileHandlers } from './training/bundles/run-file-handlers'
import { createSearchHandlers } from './training/search/search-handlers'
import { createStudyHandlers } from './training/study/study-handlers'
import { createNetworkFileHandlers } from './training/runs/network-files'
import { createTrainingHandlers } from './training/runs/training-handlers'

/** All services of the program, without any window. */
export interface Services {
  /**
   * Checks the argument, runs the handler; what it throws is the answer.
   * @param library path of the library that the call is about; null (or left out): whichever is open
   */
  call<Name extends ServiceChannelName>(name: Name, argument: unknown, library?: string | null): Promise<Result<ChannelResult<Name>>>
  /** The file that a media address stands for; null for anything the library does not know. */
  mediaFile(url: string): string | null
  readonly jobs: JobTable
  /** Stops jobs and closes the library. */
  close(): Promise<void>
}

export interface ServiceOptions {
  readonly resourcesDirectory: string
  readonly userDataDirectory: string
  /** File of the list of recent libraries; null under the command line, which keeps none. */
  readonly recentPath: string | null
  readonly spawn: SpawnWorker
  readonly emit: (event: AppEvent) => void
  /** Takes the causes of unexpected failures. */
  readonly log: WriteLog
}

/** Puts the services together: the one file that knows them all. */
export function createServices(options: ServiceOptions): Services {
  const settings = openSettingsFile(options.userDataDirectory)
  const now = (): Date => new Date()
  const jobs = createJobTable((job) => options.emit({ type: 'job', job }), options.log)
  const session = createLibrarySession({ resourcesDirectory: options.resourcesDirectory, recentPath: options.recentPath, now })
  const context: ServiceContext = {
    library: () => session.current() ?? fail('no-library', 'No library is open.', 'Open or create a library first.'),
    ...deviceParts(options),
    jobs,
    emit: options.emit,
    log: options.log,
    settings: settings.read,
    now,
    resourcesDirectory: options.resourcesDirectory,
  }
  const handlers: Handlers<ServiceChannelName> = {
    ...settingsHandlers(settings, context),
    ...jobHandlers(jobs),
    'doctor.examine': () => examine({ ...context, folders: diskFolders(session.current()?.directory) }),
    ...createLibraryHandlers(context, session, {
      deriveLabels: () => deriveLabels(context, publishedScheme, 'First labels of the sample library'),
    }),
    ...createTrackHandlers(context),
    ...labellingHandlers(context),
    ...trainingHandlers(context),
    ...createPredictionHandlers(context),
    'explanations.start': (request) => startExplanation(context, request),
    ...reportingHandlers(context),
  }
  return {
    call: (name, argument, library = null) =>
      settle(() => inOneLibrary(session, { name, library }, () => answer(handlers, name, argument)), options.log),
    mediaFile: (url) => trackMediaFileOf(context, url) ?? predictedMediaFileOf(context, url),
    jobs,
    close: async () => {
      await jobs.cancelAll()
      session.close()
    },
  }
}

/** What knows the workers, and the devices that they find. */
function deviceParts({ spawn, userDataDirectory }: ServiceOptions): Pick<ServiceContext, 'runWorker' | 'devices' | 'choices'> {
  const runWorker = createRunWorker(spawn)
  const choices = openChoicesFile(join(userDataDirectory, 'compared-devices.json'))
  return { runWorker, devices: createDevices(runWorker), choices }
}

function reportingHandlers(context: ServiceContext) {
  return { ...createReportHandlers(context), ...createPaperHandlers(context, (request) => compareRuns(context, request)) }
}

function trainingHandlers(context: ServiceContext) {
  return {
    ...createTrainingHandlers(context),
    ...createNetworkFileHandlers(context),
    ...createDeviceHandlers(context),
    ...createComparisonHandlers(context),
    ...createRunFileHandlers(context),
    ...createStudyHandlers(context),
    ...createRepairHandlers(context),
    ...createSearchHandlers(context),
  }
}

function labellingHandlers(context: ServiceContext) {
  return { ...createLabelHandlers(context), ...createCheckedSetHandlers(context), ...createLearningHandlers(context) }
}

async function answer<Name extends ServiceChannelName>(
  handlers: Handlers<ServiceChannelName>,
  name: Name,
  argument: unknown,
): Promise<ChannelResult<Name>> {
  const { argument: argumentSchema, result: resultSchema } = serviceChannels[name]
  const handler = handlers[name] as (argument: unknown) => unknown
  const value = await handler(parseWith(argumentSchema, argument ?? null, `the argument of ${name}`))
  return parseOwn<unknown>(resultSchema, value, `the result of ${name}`) as ChannelResult<Name>
}

function settingsHandlers(settings: SettingsFile, context: ServiceContext): Pick<Handlers<ChannelName>, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': settings.read,
    'settings.set': (change) => {
      const changed = settings.change(change)
      context.emit({ type: 'changed', topics: ['settings'] })
      return changed
    },
  }
}

/** Where the program writes: temporary files, and the open library. */
function diskFolders(library: string | undefined): Record<string, string> {
  return { 'Disk space': tmpdir(), ...(library === undefined ? {} : { Library: library }) }
}

function jobHandlers(jobs: JobTable): Pick<Handlers<ChannelName>, 'jobs.list' | 'jobs.cancel'> {
  return { 'jobs.list': jobs.list, 'jobs.cancel': ({ jobId }) => jobs.cancel(jobId) }
}
