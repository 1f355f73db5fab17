import type { Command } from 'commander'
import { fail } from '@shared/domain/failure'
import type { LibraryInfo } from '@shared/contract/library'
import { nameAndValueLines } from '../options'
import { type CommandRunner, exitCodes } from '../run-command'

/** `library create|info|check` and `sample`. */
export function addLibraryCommands(program: Command, run: CommandRunner): void {
  const library = program.command('library').description('create, describe and check libraries')
  library
    .command('create')
    .description('create an empty library at --library')
    .action((_options, command: Command) =>
      run.withoutLibrary(command, async (session, path) => {
        const { path: created } = await session.call('library.create', { path: required(path) })
        return { value: { path: created }, lines: [`Created ${created}`] }
      }),
    )
  library
    .command('info')
    .description('count what a library holds')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const info = current(await session.call('library.current', null))
        return { value: info, lines: nameAndValueLines(info) }
      }),
    )
  library
    .command('check')
    .description('check a library; exit 1 when something is wrong')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const result = await session.call('library.check', null)
        if (!result.ok) process.exitCode = exitCodes.failed
        return { value: result, lines: result.ok ? ['The library is sound.'] : result.problems }
      }),
    )
  program
    .command('sample')
    .description('fill the library with the synthetic sample library')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const job = await session.finish((await session.call('library.sample', { path: null })).jobId)
        return { value: job.value, lines: [job.outcome] }
      }),
    )
}

function required(path: string | undefined): string {
  return path ?? fail('invalid-argument', 'No library was named.', 'Give --library PATH.')
}

function current(info: LibraryInfo | null): LibraryInfo {
  return info ?? fail('no-library', 'No library is open.', 'Give --library PATH.')
}
