import type { Job } from '@shared/contract/jobs'
import { asFailure, Failure } from '@shared/domain/failure'
import type { CommandSession } from './command-session'

/**
 * Waits for the job of a run.
 * @throws Failure what the job failed with; of a lost device with the commands that go on without it
 */
export async function finishRun(session: CommandSession, { runId, jobId }: { runId: string; jobId: string }): Promise<Job> {
  try {
    return await session.finish(jobId)
  } catch (error) {
    const { code, message, hint, id } = asFailure(error)
    if (code !== 'device-lost' && code !== 'device-gone') throw error
    const commands = `On the command line: runs resume ${runId} --device cpu. With --fallback cpu a run goes on with the CPU by itself.`
    throw new Failure(code, message, `${hint}\n${commands}`, { cause: error, id })
  }
}
