import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ImportResult } from '@shared/contract/library'
import { type TextKind, textKinds } from '@shared/domain/modality'
import type { CommandAnswer, CommandRunner } from '../run-command'

/** `import audio|tags|text`. */
export function addImportCommands(program: Command, run: CommandRunner): void {
  const group = program.command('import').description('import audio, tags, lyrics and comments')
  group
    .command('audio')
    .argument('<folder...>', 'folders that are searched with all folders inside')
    .description('import audio files')
    .action((folders: string[], _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const job = await session.finish((await session.call('import.audio', { folders: folders.map((folder) => resolve(folder)) })).jobId)
        return { value: job.value, lines: [job.outcome] }
      }),
    )
  group
    .command('tags')
    .argument('<file>', 'CSV, JSON or the reference annotations')
    .description('import social tags')
    .action((file: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => answer(await session.call('import.tags', { path: resolve(file) }))),
    )
  group
    .command('text')
    .argument('<path>', 'a folder of text files, CSV or JSON')
    .addOption(new Option('--kind <kind>', 'what the texts are').choices(textKinds).makeOptionMandatory())
    .description('import lyrics or comments')
    .action((path: string, options: { kind: TextKind }, command: Command) =>
      run.withLibrary(command, async (session) => answer(await session.call('import.text', { path: resolve(path), kind: options.kind }))),
    )
}

/** Prints what an import did; rows that matched no track or hold nothing are listed, never dropped silently. */
export function answer(result: ImportResult): CommandAnswer {
  const unmatched = result.unmatched.map(({ row, reason }) => `left out: ${row}: ${reason}`)
  const waiting = result.waiting === undefined ? [] : [`${result.waiting.toLocaleString('en')} labels of one dimension wait for the other`]
  return {
    value: result,
    lines: [
      `Imported ${result.imported.toLocaleString('en')}, left out ${result.unmatched.length.toLocaleString('en')}`,
      ...waiting,
      ...unmatched,
    ],
  }
}
