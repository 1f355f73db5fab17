import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ChannelArgument } from '@shared/contract/channels'
import { archiveImportSchema, exportedArchiveSchema } from '@shared/contract/label-archive'
import { fail } from '@shared/domain/failure'
import { nameOfScale, type Scale, scales } from '@shared/domain/plane'
import { type TableFormat, tableFormats } from '@shared/domain/table-format'
import { isLabelArchive } from '../../labelling/archive/archive-file'
import type { CommandSession } from '../command-session'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'
import { formatOfTable, tableFormatOption } from '../written-file'
import { answer } from './import-commands'

const scaleOption = (): Option => new Option('--scale <scale>', 'scale of valence and arousal').choices(scales)

interface ExportOptions {
  readonly format?: TableFormat
  readonly scale: Scale
  readonly all?: boolean
  readonly current?: boolean
}

/** `labels export`: the table of current labels, or a label archive. */
export function addExportLabelsCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('export')
    .argument('<file>')
    .addOption(tableFormatOption())
    .addOption(scaleOption().default('-1-1'))
    .option('--all', 'an archive of all labels, label versions and excerpts that ever were; it imports again to the same state')
    .addOption(new Option('--current', 'an archive of the present labels and excerpts and of the active label version').conflicts('all'))
    .description('write the current labels, one row a track, or a label archive')
    .action((file: string, { format: asked, scale, all, current }: ExportOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const path = resolve(file)
        const format = formatOfTable(path, asked)
        const isArchive = all === true || current === true
        const value = isArchive
          ? await exportArchive(session, { path, content: all === true ? 'all' : 'current', format }, scale)
          : await session.call('labels.export', { path, format, scale })
        return { value, lines: [`Wrote ${value.labels} labels to ${value.path} (scale ${scale})`] }
      }),
    )
}

async function exportArchive(session: CommandSession, argument: ChannelArgument<'labels.archive.export'>, scale: Scale) {
  if (scale !== '-1-1')
    fail(
      'invalid-argument',
      `A label archive holds coordinates on −1…1, not on ${nameOfScale(scale)}.`,
      'Leave --scale out, or export the table of current labels.',
    )
  const { jobId } = await session.call('labels.archive.export', argument)
  return exportedArchiveSchema.parse((await session.finish(jobId)).value)
}

interface ImportOptions {
  readonly scale?: Scale
}

/** `labels import`: a table of labels, whose scale must be given, or a label archive, which says its own. */
export function addImportLabelsCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('import')
    .argument('<file>')
    .addOption(new Option('--format <format>', 'not needed: the content says it').choices(tableFormats))
    .addOption(scaleOption())
    .description('import labels made elsewhere, or a label archive')
    .action(async (file: string, { scale }: ImportOptions, command: Command) => {
      const path = resolve(file)
      const isArchive = existsSync(path) && isLabelArchive(path)
      if (scale === undefined && !isArchive)
        return command.error("error: required option '--scale <scale>' not specified; only a label archive says its scale", {
          exitCode: exitCodes.wrongUsage,
        })
      await run.withLibrary(command, (session) => (isArchive ? importArchive(session, path, scale) : importTable(session, path, scale)))
    })
}

async function importTable(session: CommandSession, path: string, scale: Scale = '-1-1'): Promise<CommandAnswer> {
  return answer(await session.call('import.labels', { path, scale }))
}

async function importArchive(session: CommandSession, path: string, scale: Scale = '-1-1'): Promise<CommandAnswer> {
  if (scale !== '-1-1') fail('invalid-argument', `${path} is a label archive; its scale is −1…1, not ${scale}.`, 'Leave --scale out.')
  const { jobId } = await session.call('labels.archive.import', { path })
  const result = archiveImportSchema.parse((await session.finish(jobId)).value)
  const { versions, excerpts, tracks, lexicons, checkedSets, unchanged } = result.archive
  const also = Object.entries({ 'label versions': versions, excerpts, tracks, lexicons, 'checked sets': checkedSets })
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${noun}: ${count.toLocaleString('en')}`)
  const counts = [...also, `labels that were here: ${unchanged.toLocaleString('en')}`]
  const { value, lines } = answer(result)
  return { value, lines: [...lines, `Of the archive: ${counts.join(', ')}`] }
}
