import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type TableFormat, tableFormatOf, tableFormats } from '@shared/domain/table-format'
import { exitCodes } from './run-command'

/** `--format` of a table. */
export function tableFormatOption(): Option {
  return new Option('--format <format>', 'by default what the name of the file says, else csv').choices(tableFormats)
}

/** The format of a table that is to be written: as asked, else as the file's name says, else CSV. */
export function formatOfTable(path: string, asked: TableFormat | undefined): TableFormat {
  return asked ?? tableFormatOf(path) ?? 'csv'
}

/**
 * The absolute path of the file that a command is to write, which may stand as its last argument or behind `--out`.
 * Ends the command as wrong usage where it is missing or given twice.
 */
export function writtenFile(command: Command, given: string | undefined, out: string | undefined): string {
  const path = out ?? given
  if (path === undefined || (out !== undefined && given !== undefined))
    return command.error('error: name the file to write once, as the last argument or with --out', { exitCode: exitCodes.wrongUsage })
  return resolve(path)
}
