import { type Command, Option } from 'commander'
import type { ChannelResult } from '@shared/contract/channels'
import { splitInWords } from '@shared/domain/leak'
import { type Scale, scales } from '@shared/domain/plane'
import type { TableFormat } from '@shared/domain/table-format'
import { datasetOf } from '../named-dataset'
import { tableLines, wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'
import { formatOfTable, tableFormatOption, writtenFile } from '../written-file'
import { addFreezeOptions, type FreezeOptions, nameOfChoice, settingsOfOptions } from './freeze-options'

type Dataset = ChannelResult<'datasets.freeze'>
type Count = ChannelResult<'datasets.count'>

/** `dataset freeze|count|list|export`. */
export function addDatasetCommands(program: Command, run: CommandRunner): void {
  const dataset = program.command('dataset').description('frozen sets of labels')
  addFreezeCommand(dataset, run)
  addCountCommand(dataset, run)
  dataset
    .command('list')
    .description('all datasets with their sets and what leaks')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('datasets.list', null)
        return { value, lines: value.flatMap(datasetLines) }
      }),
    )
  addExportCommand(dataset, run)
}

interface ExportOptions {
  readonly dataset: string
  readonly out?: string
  readonly format?: TableFormat
  readonly scale: Scale
  readonly folds?: number
  readonly seed: number
}

function addExportCommand(dataset: Command, run: CommandRunner): void {
  dataset
    .command('export')
    .argument('[file]')
    .requiredOption('--dataset <dataset>', 'name or number')
    .option('--out <file>', 'the file to write: .csv, .json or .parquet')
    .addOption(tableFormatOption())
    .addOption(new Option('--scale <scale>', 'scale of valence and arousal').choices(scales).default('-1-1'))
    .option('--folds <n>', 'give each row the fold that a run with so many folds would leave it out in', wholeNumber)
    .option('--seed <n>', 'seed of the folds', wholeNumber, 1)
    .description('write every sample with its set, its excerpt and its label')
    .action((file: string | undefined, { dataset: named, out, format, scale, folds, seed }: ExportOptions, command: Command) => {
      const path = writtenFile(command, file, out)
      return run.withLibrary(command, async (session) => {
        const value = await session.call('datasets.export', {
          datasetId: await datasetOf(session, named),
          path,
          format: formatOfTable(path, format),
          scale,
          ...(folds !== undefined && { folds: { count: folds, seed } }),
        })
        return { value, lines: [`Wrote ${value.samples} samples to ${value.path} (scale ${scale})`] }
      })
    })
}

function addFreezeCommand(dataset: Command, run: CommandRunner): void {
  const freeze = dataset
    .command('freeze')
    .description('freeze the labelled tracks with their split, their excerpts and their labels')
    .option('--name <name>', 'name of the dataset', `Dataset ${new Date().toISOString().slice(0, 16)}`)
  addFreezeOptions(freeze).action(({ name, ...options }: FreezeOptions & { name: string }, command: Command) =>
    run.withLibrary(command, async (session) => {
      const value = await session.call('datasets.freeze', { name, ...settingsOfOptions(options) })
      return { value, lines: datasetLines(value) }
    }),
  )
}

function addCountCommand(dataset: Command, run: CommandRunner): void {
  const count = dataset.command('count').description('how many tracks and samples each choice of excerpts would give; freezes nothing')
  addFreezeOptions(count).action((options: FreezeOptions, command: Command) =>
    run.withLibrary(command, async (session) => {
      const value = await session.call('datasets.count', settingsOfOptions(options))
      return { value, lines: countLines(value) }
    }),
  )
}

function countLines({ choices }: Count): string[] {
  const rows = choices.map(({ excerpts, tracks, samples, ownLabels, repeatedTracks, leftOut, refusal }) => [
    nameOfChoice(excerpts),
    `${tracks}`,
    `${samples}`,
    `${ownLabels}`,
    `${repeatedTracks}`,
    `${leftOut.inCheckedSet + leftOut.withoutModality + leftOut.inOtherLanguage + leftOut.withoutExcerpt}`,
    refusal?.reason ?? '',
  ])
  return tableLines(['excerpts', 'tracks', 'samples', 'own labels', 'repeated', 'left out', ''], rows)
}

function datasetLines({ id, name, settings, tracks, samples, trainingQuadrants, leak, warnings }: Dataset): string[] {
  const quadrants = trainingQuadrants.map((count, index) => `Q${index + 1} ${count}`).join(', ')
  const rows = [
    ['tracks', `${tracks.train} training, ${tracks.validation} validation, ${tracks.test} test`],
    ['excerpts', nameOfChoice(settings.excerpts)],
    ['samples', `${samples.train} training (${quadrants}), ${samples.validation} validation, ${samples.test} test`],
    ['split', splitInWords(settings)],
    ['leak', leak ? leakInWords(leak) : 'not measured'],
    ...warnings.map((warning) => ['note', warning]),
  ]
  return tableLines([`${id}`, name], rows)
}

function leakInWords({ share, quadrants }: NonNullable<Dataset['leak']>): string {
  const ofQuadrants = quadrants.map((quadrant, index) => `Q${index + 1} ${percent(quadrant.share)}`)
  return `${percent(share)} of test samples share their track with the training set (${ofQuadrants.join(', ')})`
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
