import type { ChannelArgument, ChannelResult, ServiceChannelName } from '@shared/contract/channels'
import type { AppEvent } from '@shared/contract/events'
import type { Job } from '@shared/contract/jobs'
import { failureOf, unwrap } from '@shared/contract/result'
import { fail } from '@shared/domain/failure'
import { childProcessWorkers } from '../jobs/child-process-workers'
import { createServices } from '../services'
import type { CommandLog } from './command-log'
import { showProgress } from './progress'
import { userDataDirectory } from './user-data'

/** What a command works with: the same services as the window. */
export interface CommandSession {
  call<Name extends ServiceChannelName>(name: Name, argument: ChannelArgument<Name>): Promise<ChannelResult<Name>>
  /** Waits for a job and gives its value; a failed or cancelled job throws its failure. */
  finish(jobId: string): Promise<Job>
  /** Whether the user has broken the command off; what was finished is kept. */
  wasInterrupted(): boolean
  close(): Promise<void>
}

/** Where the built program lies, and its log. */
export interface CommandProgram {
  readonly workersDirectory: string
  readonly resourcesDirectory: string
  readonly log: CommandLog
}

/**
 * Starts the services for one command. An interrupt (Ctrl-C) cancels running jobs, so that what is finished is kept.
 * @param libraryPath the library to open; undefined for commands that open or create one themselves
 */
export async function openCommandSession(program: CommandProgram, libraryPath: string | undefined): Promise<CommandSession> {
  const progress = showProgress(process.stderr)
  const emit = (event: AppEvent): void => {
    if (event.type === 'job') progress.job(event.job)
    else if (event.type === 'epoch') progress.epoch(event.runId, event.epoch)
    else if (event.type === 'run') progress.run(event.run)
    else if (event.type === 'notice') progress.notice(event.text)
  }
  const services = createServices({
    resourcesDirectory: program.resourcesDirectory,
    userDataDirectory: userDataDirectory(),
    recentPath: null,
    spawn: childProcessWorkers(program.workersDirectory),
    emit,
    log: program.log.write,
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
      if (job.failure) throw failureOf(job.failure)
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
