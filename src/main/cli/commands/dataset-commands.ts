import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ChannelArgument, ChannelResult } from '@shared/contract/channels'
import { modalities, type Modality } from '@shared/domain/modality'
import { splitInWords } from '@shared/domain/leak'
import { type Scale, scales } from '@shared/domain/plane'
import { datasetForms } from '@shared/domain/sample-tracks'
import { datasetOf } from '../named-dataset'
import { decimalNumber, tableLines, wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'

type FreezeArgument = ChannelArgument<'datasets.freeze'>
type Dataset = ChannelResult<'datasets.freeze'>

interface FreezeOptions extends Pick<FreezeArgument, 'name' | 'groupBy' | 'seed' | 'form'> {
  readonly modality: Modality[] | readonly ['none']
  readonly perQuadrant?: number
  readonly fraction?: number
  readonly excerpts: number
  readonly synonyms: number
  readonly reorderSentences?: boolean
  readonly language?: string
}

/** `dataset freeze|list|export`. */
export function addDatasetCommands(program: Command, run: CommandRunner): void {
  const dataset = program.command('dataset').description('frozen sets of labels')
  addFreezeCommand(dataset, run)
  dataset
    .command('list')
    .description('all datasets with their sets and what leaks')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('datasets.list', null)
        return { value, lines: value.flatMap(datasetLines) }
      }),
    )
  dataset
    .command('export')
    .argument('<file>')
    .requiredOption('--dataset <dataset>', 'name or number')
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--scale <scale>', 'scale of valence and arousal').choices(scales).default('-1-1'))
    .description('write every sample with its set, its excerpt and its label')
    .action((file: string, options: { dataset: string; format: 'csv' | 'json'; scale: Scale }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { dataset: named, ...how } = options
        const value = await session.call('datasets.export', { datasetId: await datasetOf(session, named), path: resolve(file), ...how })
        return { value, lines: [`Wrote ${value.samples} samples to ${value.path} (scale ${how.scale})`] }
      }),
    )
}

function addFreezeCommand(dataset: Command, run: CommandRunner): void {
  dataset
    .command('freeze')
    .description('freeze the labelled tracks with their split')
    .option('--name <name>', 'name of the dataset', `Dataset ${new Date().toISOString().slice(0, 16)}`)
    .addOption(new Option('--group-by <group>', 'keep together in the split').choices(['track', 'artist', 'album']).default('track'))
    .option('--seed <seed>', 'seed of the split', wholeNumber, 1)
    .addOption(new Option('--modality <modality...>', 'what every track must have').choices([...modalities, 'none']).default(['audio']))
    .option('--language <code>', 'leave out tracks whose texts are surely in another language, such as en')
    .addOption(
      new Option('--form <form>', 'as-published balances before it splits, so that test tracks leak')
        .choices(datasetForms)
        .default('sound'),
    )
    .option('--per-quadrant <n>', 'bring every quadrant of the training set to so many samples (the study: 3000)', wholeNumber)
    .addOption(
      new Option('--fraction <x>', 'bring every quadrant to this fraction of the fullest')
        .argParser(decimalNumber)
        .conflicts('perQuadrant'),
    )
    .option('--excerpts <n>', 'how often each training track is taken, each time with another excerpt', wholeNumber, 1)
    .option('--synonyms <share>', 'share of the words of copies that are replaced by synonyms', decimalNumber, 0.2)
    .option('--reorder-sentences', 'put the sentences of copies into another order')
    .action((options: FreezeOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const value = await session.call('datasets.freeze', argumentOf(options))
        return { value, lines: datasetLines(value) }
      }),
    )
}

function argumentOf({
  modality,
  perQuadrant,
  fraction,
  excerpts,
  synonyms,
  reorderSentences = false,
  ...settings
}: FreezeOptions): FreezeArgument {
  return {
    ...settings,
    modalities: modality.filter((name) => name !== 'none'),
    balance:
      perQuadrant !== undefined
        ? { kind: 'fixed', perQuadrant }
        : fraction !== undefined
          ? { kind: 'fraction', fraction }
          : { kind: 'none' },
    excerptsPerTrack: excerpts,
    textVariation: { synonymShare: synonyms, reorderSentences },
  }
}

function datasetLines({ id, name, settings, samples, trainingQuadrants, leak, warnings }: Dataset): string[] {
  const quadrants = trainingQuadrants.map((count, index) => `Q${index + 1} ${count}`).join(', ')
  const rows = [
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
