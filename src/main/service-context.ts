import type { Settings } from '@shared/contract/app'
import type { AppEvent } from '@shared/contract/events'
import type { WriteLog } from '@shared/domain/report-unexpected'
import type { ChoicesFile } from './choices-file'
import type { Devices } from './jobs/devices'
import type { JobTable } from './jobs/job-table'
import type { RunWorker } from './jobs/run-worker'
import type { Library } from './store/library'

/** What the services are given; nothing in it knows Electron. */
export interface ServiceContext {
  /** The open library; throws a `no-library` failure when there is none. */
  library(): Library
  readonly runWorker: RunWorker
  readonly jobs: JobTable
  readonly devices: Devices
  /** What comparisons of engines and devices found on this machine. */
  readonly choices: ChoicesFile
  /** Sends an event to the window (or nobody, under the command line). */
  emit(event: AppEvent): void
  /** Takes the cause of what went wrong unexpectedly outside calls and jobs, which report their own. */
  readonly log: WriteLog
  settings(): Settings
  now(): Date
  /** Folder of icons, lexicons and word lists that ship with the program. */
  readonly resourcesDirectory: string
}
