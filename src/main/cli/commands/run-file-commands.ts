import { type Command, Option } from 'commander'
import { type Scale, scales } from '@shared/domain/plane'
import type { TableFormat } from '@shared/domain/table-format'
import { runOf } from '../named-run'
import type { CommandRunner } from '../run-command'
import { formatOfTable, tableFormatOption, writtenFile } from '../written-file'

interface ExportOptions {
  readonly out?: string
  readonly format?: TableFormat
  readonly scale: Scale
}

/** `runs export`. */
export function addRunFileCommands(runs: Command, run: CommandRunner): void {
  runs
    .command('export')
    .argument('<run>')
    .argument('[file]')
    .option('--out <file>', 'the file to write: .csv, .json or .parquet')
    .addOption(tableFormatOption())
    .addOption(new Option('--scale <scale>', 'scale of valence and arousal').choices(scales).default('-1-1'))
    .description('write a row for each track: file, digest, set, fold, label, prediction')
    .action((named: string, file: string | undefined, { out, format, scale }: ExportOptions, command: Command) => {
      const path = writtenFile(command, file, out)
      return run.withLibrary(command, async (session) => {
        const { id: runId } = await runOf(session, named)
        const value = await session.call('runs.export', { runId, path, format: formatOfTable(path, format), scale })
        return { value, lines: [`Wrote ${value.tracks} tracks to ${value.path} (scale ${scale})`] }
      })
    })
}
