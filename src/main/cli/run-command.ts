import type { Command } from 'commander'
import { reportUnexpected } from '@shared/domain/report-unexpected'
import type { CommandLog } from './command-log'
import { type CommandSession, openCommandSession, type CommandProgram } from './command-session'

/** Exit codes of the command line. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, cancelled: 130 } as const

/** Options that every command takes. */
export interface CommonOptions {
  readonly library?: string
  readonly json?: boolean
}

/** What a command answers: a value for `--json`, and the same as lines for people. */
export interface CommandAnswer {
  readonly value: unknown
  readonly lines: readonly string[]
}

/** What each group of commands is given. */
export interface CommandRunner {
  /** Runs work on the library named by `--library` (required) and prints its answer. */
  withLibrary(command: Command, work: (session: CommandSession, libraryPath: string) => Promise<CommandAnswer>): Promise<void>
  /** Runs work that opens a library itself, or needs none. */
  withoutLibrary(
    command: Command,
    work: (session: CommandSession, libraryPath: string | undefined) => Promise<CommandAnswer>,
  ): Promise<void>
}

/** Makes the runner: opens the session, prints answers on standard output, failures on standard error, and sets the exit code. */
export function createCommandRunner(program: CommandProgram): CommandRunner {
  const run = async (
    command: Command,
    libraryPath: string | undefined,
    work: (session: CommandSession) => Promise<CommandAnswer>,
  ): Promise<void> => {
    const { json = false } = command.optsWithGlobals<CommonOptions>()
    try {
      const session = await openCommandSession(program, libraryPath)
      try {
        print(await work(session), json)
        if (session.wasInterrupted()) process.exitCode = exitCodes.cancelled
      } finally {
        await session.close()
      }
    } catch (error) {
      process.exitCode = reportFailure(error, program.log)
    }
  }
  return {
    withLibrary: async (command, work) => {
      const { library } = command.optsWithGlobals<CommonOptions>()
      if (library === undefined)
        return command.error("error: required option '--library PATH' not specified", { exitCode: exitCodes.wrongUsage })
      await run(command, library, (session) => work(session, library))
    },
    withoutLibrary: async (command, work) => {
      const { library } = command.optsWithGlobals<CommonOptions>()
      await run(command, undefined, (session) => work(session, library))
    },
  }
}

function print(answer: CommandAnswer, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(answer.value)}\n` : answer.lines.map((line) => `${line}\n`).join(''))
}

/**
 * Prints a failure on standard error; the cause of an unexpected one goes into the log.
 * @returns the exit code
 */
export function reportFailure(error: unknown, log: CommandLog): number {
  const failure = reportUnexpected(error, log.write)
  process.stderr.write(`${failure.message}\n${failure.hint}\n`)
  if (failure.id !== undefined) process.stderr.write(`The cause is in ${log.path} under [${failure.id}]; --verbose prints it here.\n`)
  return failure.code === 'cancelled' ? exitCodes.cancelled : exitCodes.failed
}
