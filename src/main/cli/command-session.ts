import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ChannelArgument, ChannelResult, ServiceChannelName } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import type { Job } from '@shared/contract/jobs'
import { unwrap } from '@shared/contract/result'
import { fail, Failure } from '@shared/domain/failure'
import { childProcessWorkers } from '../jobs/child-process-workers'
import { createServices } from '../services'
import { showProgress } from './progress'

/** What a command works with: the same services as the window. */
export interface CommandSession {
  call<Name extends ServiceChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>>
  /** Waits for a job and gives its value; a failed or cancelled job throws its failure. */
  finish(jobId: string): Promise<Job>
  /** Whether the user has broken the command off; what was finished is kept. */
  wasInterrupted(): boolean
  close(): Promise<void>
}

/** Where the built program lies and where it keeps what is not in a library. */
export interface ProgramPlaces {
  readonly workersDirectory: string
  readonly resourcesDirectory: string
}

/**
 * Starts the services for one command. An interrupt (Ctrl-C) cancels running jobs, so that what is finished is kept.
 * @param libraryPath the library to open; undefined for commands that open or create one themselves
 */
export async function openCommandSession(places: ProgramPlaces, libraryPath: string | undefined): Promise<CommandSession> {
  const progress = showProgress(process.stderr)
  const emit = (event: AppEvent): void => {
    if (event.type === 'job') progress.job(event.job)
    else if (event.type === 'epoch') progress.epoch(event.epoch)
  }
  const services = createServices({
    resourcesDirectory: places.resourcesDirectory,
    userDataDirectory: userDataDirectory(),
    recentPath: null,
    spawn: childProcessWorkers(places.workersDirectory),
    emit,
  })
  let interrupted = false
  const interrupt = (): void => {
    interrupted = true
    void services.jobs.cancelAll()
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const session: CommandSession = {
    call: async (name, argument) => unwrap(await services.call(name, argument)),
    finish: async (jobId) => {
      const job = await services.jobs.whenFinished(jobId)
      if (!job) return fail('not-found', `There is no job ${jobId}.`, 'Start it again.')
      if (job.failure) throw new Failure(job.failure.code, job.failure.message, job.failure.hint)
      return job
    },
    wasInterrupted: () => interrupted,
    close: async () => {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      await services.close()
    },
  }
  if (libraryPath !== undefined) await openOrClose(session, libraryPath)
  return session
}

async function openOrClose(session: CommandSession, path: string): Promise<void> {
  try {
    await session.call('library.open', { path })
  } catch (error) {
    await session.close()
    throw error
  }
}

/** The user's data folder, the same as the window's. */
function userDataDirectory(): string {
  const given = process.env['CIRCUMPLEX_USER_DATA']
  if (given) return given
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? homedir(), 'Circumplex')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Circumplex')
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Circumplex')
}
