import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { engines, fallbacks } from '@shared/contract/devices'
import { parseNetwork } from '@shared/contract/network'
import type { Run } from '@shared/contract/training'
import {
  type FusionSettings,
  fusionSettingsSchema,
  type TrainingSettings,
  trainingSettingsSchema,
} from '@shared/contract/training-settings'
import { parseAugmentation } from '@shared/domain/augmentation'
import { anyDevice, isAnyDevice, meansDevice, processor, requireDevice } from '@shared/domain/device'
import { fail } from '@shared/domain/failure'
import { type Modality, modalities, modalityOfTracks } from '@shared/domain/modality'
import { type Network, normalisations, optimisers } from '@shared/domain/network'
import { usualHiddenUnits } from '../../network/published'
import { architectures, recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { checkTrainable, refuseRecommended } from '@shared/domain/trainable'
import { branchesOfNamed, type NetworkName, networkNames } from '@shared/domain/published-networks'
import { readTextFile } from '../../files/read-text'
import type { CommandSession } from '../command-session'
import { finishRun } from '../finish-run'
import { backboneOf } from '../named-backbone'
import { datasetOf } from '../named-dataset'
import { embeddingOf } from '../named-embedding'
import { runOf } from '../named-run'
import { decimalNumber, wholeNumber } from '../options'
import type { CommandAnswer, CommandRunner } from '../run-command'
import { addBundleOptions, checkBundleOptions, trainFromBundle } from './bundle-commands'
import { describeTrained } from './run-table'

type Given = Partial<Omit<TrainingSettings, 'network' | 'fusion'>> & {
  readonly dataset?: string
  readonly preset?: TrainingSettings['architecture']
  readonly name?: string
  readonly network?: string
  readonly from?: string[]
  readonly fineTune?: true
  readonly keepBlocks?: FusionSettings['keepBlocks']
  readonly embedding?: string
  readonly backbone?: string
  readonly compareDevices?: true
  readonly augment?: string
  readonly average?: number
  readonly bundle?: string
  readonly leaveOutMissing?: true | undefined
}

/** `train`. */
export function addTrainCommand(program: Command, run: CommandRunner): void {
  const command = program
    .command('train')
    .description('train a network')
    .addOption(new Option('--modality <modality>').choices(networkNames).default('audio'))
    .addOption(new Option('--engine <engine>', 'what computes the training; auto takes the faster one').choices(engines).default('auto'))
    .option('--device <device>', 'what the engine computes on: auto, cpu, webgpu, cuda, or a name (`devices` lists them)', anyDevice)
    .option('--compare-devices', 'time engines and devices anew, instead of taking what an earlier comparison found')
    .addOption(fallbackOption())
    .option(
      '--dataset <name>',
      'name or number of a frozen dataset; without it the labelled tracks are frozen first, unless a dataset holds them as they are ' +
        '(a fusion takes the newest dataset)',
    )
    .option('--name <name>', 'name of the run')
    .option('--epochs <n>', 'epochs', wholeNumber)
    .option('--batch-size <n>', 'batch size', wholeNumber)
    .option('--learning-rate <x>', 'learning rate', decimalNumber)
    .option('--drop-after-epoch <n>', 'divide the learning rate by ten after this epoch', wholeNumber)
    .option('--weight-decay <x>', 'L2 penalty', decimalNumber)
    .option(
      '--patience <n>',
      'stop when validation has not improved for so many epochs; with folds on a tenth of each fold’s training',
      wholeNumber,
    )
    .option('--seed <n>', 'seed', wholeNumber)
    .option('--filters <n>', 'filters of each convolution', wholeNumber)
    .option('--hidden-units <n>', 'hidden units (64 for audio and backbones, 32 for text, 256 for a fusion; 0: none)', wholeNumber)
    .option('--dropout <p>', 'dropout probability', decimalNumber)
    .addOption(new Option('--normalisation <kind>').choices(normalisations))
    .addOption(new Option('--target-scale <scale>').choices(['-1-1', '0-1']))
    .option('--folds <n>', 'cross-validation by track with out-of-fold predictions', wholeNumber)
    .option('--then-fit-all', 'with folds: then fit a network on all tracks, which export gives')
  addPresetOptions(command)
  addSourceOptions(command)
  addBundleOptions(command)
  command.action((options: Given) => run.withLibrary(command, workOf(command, options)))
}

/** Whose settings and layers a run has. */
function addPresetOptions(train: Command): void {
  const preset = new Option(
    '--preset <preset>',
    'settings and layers of the study, or those that do better on real music and texts, with 5 folds and a stack',
  )
  train
    .addOption(preset.choices(architectures))
    .addOption(new Option('--optimiser <name>', 'how gradients move the weights').choices(optimisers))
    .option('--augment <kinds>', 'vary the MFCC that are learnt from, such as gain:6,shift:2,mask:0.2 (dB, seconds, share)')
    .option('--average <n>', 'average the weights over about the last n epochs', wholeNumber)
}

/** What a network begins with: word vectors, branches of earlier runs, a file of its own. */
function addSourceOptions(train: Command): void {
  train
    .option('--embedding <name>', 'word vectors of a text network, by name or number; the newest without it')
    .option('--backbone <name>', 'backbone that a network reads, by name or number; the newest without it')
    .option('--from <run...>', 'runs whose branches a fusion takes over; the newest of the dataset without it')
    .option('--fine-tune', 'train the branches of a fusion on, instead of freezing them')
    .option('--keep-blocks <counts>', 'convolution blocks that a fusion keeps, such as audio=1,lyrics=1', keptBlocks)
    .option('--network <file>', 'a network of your own as JSON, instead of a published one')
}

/** Trains anew, or again from a bundle. Ends the command as wrong usage where options do not go together. */
function workOf(command: Command, options: Given): (session: CommandSession) => Promise<CommandAnswer> {
  const { bundle, leaveOutMissing, ...given } = options
  checkBundleOptions(command, options)
  if (bundle !== undefined) return (session) => trainFromBundle(session, command, { ...given, bundle, leaveOutMissing })
  return (session) => train(session, given)
}

/** `--fallback`: what a run goes on with when its device is lost. */
export function fallbackOption(): Option {
  const what = 'go on with the CPU by itself, from the last checkpoint, when the device is lost or gone'
  return new Option('--fallback <device>', what).choices(fallbacks)
}

async function train(session: CommandSession, { dataset, name, compareDevices, ...given }: Given): Promise<CommandAnswer> {
  const sources = await Promise.all((given.from ?? []).map((named) => runOf(session, named)))
  const settings = await settingsOf(session, given, sources)
  checkTrainable(settings)
  if (!isAnyDevice(settings.device) && !meansDevice(settings.device, processor))
    requireDevice(await session.call('devices.list', null), settings)
  const { network, modality } = settings
  const read = network ? network.branches.map((branch) => branch.modality) : branchesOfNamed(modality)
  const { id: datasetId, note } = await givenDataset(session, dataset, read, sources)
  await hintAtBatch(session, datasetId, settings)
  const started = await session.call('runs.start', { datasetId, settings, name, compareDevices })
  const job = await finishRun(session, started)
  const answer = describeTrained(await runOf(session, started.runId))
  return { ...answer, lines: [...(note === null ? [] : [note]), ...answer.lines, job.outcome] }
}

type GivenSettings = Omit<Given, 'dataset' | 'name' | 'compareDevices'>

/** Settings that options give; a network behind a backbone is trained by the recommended ones unless another preset is named. */
async function settingsOf(session: CommandSession, given: GivenSettings, sources: readonly Run[]): Promise<TrainingSettings> {
  const { network, from, fineTune, keepBlocks, embedding, backbone, preset, augment, average, ...plain } = given
  const modality = plain.modality ?? 'audio'
  const fusion =
    from || fineTune || keepBlocks
      ? fusionSettingsSchema.parse({ runs: runsByModality(sources), frozen: fineTune !== true, keepBlocks: keepBlocks ?? {} })
      : null
  return trainingSettingsSchema.parse({
    hiddenUnits: usualHiddenUnits(modality),
    ...((preset ?? (modality === 'backbone' ? 'recommended' : 'published')) === 'recommended' ? recommendedFor(modality, plain.folds) : {}),
    ...plain,
    ...(augment !== undefined && { augmentation: parseAugmentation(augment) }),
    ...(average !== undefined && { averageEpochs: average }),
    network: network === undefined ? null : readNetwork(network),
    fusion,
    embeddingId: embedding === undefined ? null : await embeddingOf(session, embedding),
    backboneId: backbone === undefined ? null : await backboneOf(session, backbone),
  })
}

/** The settings of the preset; without folds there is no network of all tracks. */
function recommendedFor(modality: NetworkName, folds: number | undefined): Partial<TrainingSettings> {
  const settings = recommendedSettingsFor(modality)
  if (settings === null) return refuseRecommended(modality)
  return folds === 0 ? { ...settings, thenFitAll: false } : settings
}

/** A GPU that trains far smaller batches than would fill it is idle most of the time; the settings stay as they are. */
async function hintAtBatch(session: CommandSession, datasetId: number, settings: TrainingSettings): Promise<void> {
  const suggestion = await session.call('devices.suggestBatch', { datasetId, settings })
  if (suggestion === null || suggestion.batchSize < 4 * settings.batchSize) return
  process.stderr.write(`--batch-size ${suggestion.batchSize} would fill ${suggestion.device}. ${suggestion.reason}\n`)
}

/**
 * The dataset that is named; for a fusion that of its runs, else the newest; else one of all labelled tracks that have what the network
 * reads, which is frozen unless it is there already.
 * @returns its id, and what was decided for the user
 */
async function givenDataset(
  session: CommandSession,
  named: string | undefined,
  read: readonly Modality[],
  [source]: readonly Run[],
): Promise<{ id: number; note: string | null }> {
  if (named !== undefined) return { id: await datasetOf(session, named), note: null }
  const datasets = await session.call('datasets.list', null)
  const taken = source ? datasets.find(({ id }) => id === source.datasetId) : read.length > 1 ? datasets[0] : undefined
  if (taken) return { id: taken.id, note: `Dataset: “${taken.name}”, ${source ? `that of “${source.name}”` : 'the newest'}` }
  const { dataset, reused } = await session.call('datasets.reuse', {
    name: freeName(datasets.map(({ name }) => name)),
    modalities: [...new Set(read.map(modalityOfTracks))],
  })
  return { id: dataset.id, note: `Dataset: “${dataset.name}”, ${reused ? 'frozen earlier from the same labels' : 'frozen now'}` }
}

function freeName(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) if (!taken.includes(`Dataset ${number}`)) return `Dataset ${number}`
}

function runsByModality(runs: readonly Run[]): Partial<Record<Modality, string>> {
  return Object.fromEntries(runs.flatMap(({ id, network }) => network.branches.map(({ modality }) => [modality, id])))
}

function readNetwork(path: string): Network {
  const { text } = readTextFile(resolve(path))
  try {
    return parseNetwork(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError)
      return fail('file-invalid', `${path} is no JSON: ${error.message}`, 'Write the network as JSON; docs/formats.md shows the form.')
    throw error
  }
}

function keptBlocks(value: string): FusionSettings['keepBlocks'] {
  const entries = value.split(',').map((part) => part.split('=') as [string, string | undefined])
  const wrong = entries.find(([name, count]) => !modalities.some((modality) => modality === name) || !/^[1-9]\d*$/u.test(count ?? ''))
  if (wrong) throw new InvalidArgumentError(`"${wrong.join('=')}" is not like audio=1.`)
  return Object.fromEntries(entries.map(([name, count]) => [name, Number(count)]))
}
