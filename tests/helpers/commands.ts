import { Command } from 'commander'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { type CommandSession, openCommandSession } from '@main/cli/command-session'
import type { CommandAnswer, CommandRunner } from '@main/cli/run-command'
import { resourcesDirectory, temporaryFolder } from './library'

type AddCommands = (program: Command, run: CommandRunner) => void

/** Commands on one new library, in the test's own process: quicker than `runCli`, by which exit codes and output are tested. */
export interface Commands {
  readonly folder: string
  readonly session: CommandSession
  /** Runs one command line; throws the failure, or commander's error for wrong usage. */
  run(...commandLine: readonly string[]): Promise<CommandAnswer>
}

/** Makes a library and gives the commands on it; both end with the test. */
export async function commandsOnLibrary(groups: readonly AddCommands[]): Promise<Commands> {
  const folder = temporaryFolder()
  vi.stubEnv('CIRCUMPLEX_USER_DATA', folder)
  onTestFinished(() => void vi.unstubAllEnvs())
  const log = { path: '', write: () => undefined }
  const session = await openCommandSession({ workersDirectory: '', resourcesDirectory, log }, undefined)
  onTestFinished(() => session.close())
  const { path } = await session.call('library.create', { path: join(folder, 'Test') })
  return { folder, session, run: (...commandLine) => runCommand(groups, session, path, commandLine) }
}

async function runCommand(
  groups: readonly AddCommands[],
  session: CommandSession,
  path: string,
  commandLine: readonly string[],
): Promise<CommandAnswer> {
  const answers: CommandAnswer[] = []
  const run: CommandRunner = {
    withLibrary: async (_command, work) => void answers.push(await work(session, path)),
    withoutLibrary: async (_command, work) => void answers.push(await work(session, path)),
  }
  const program = new Command().option('--json')
  for (const add of groups) add(program, run)
  throwErrors(program)
  await program.parseAsync(commandLine, { from: 'user' })
  const [answer] = answers
  if (!answer) throw new Error(`${commandLine.join(' ')} gave no answer.`)
  return answer
}

function throwErrors(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined })
  for (const child of command.commands) throwErrors(child)
}
