import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { engines } from '@shared/contract/devices'
import { type SearchRequest, searchRequestSchema, searchSchema, searchSpaceSchema } from '@shared/contract/search'
import { settingsWith } from '@shared/contract/search-space'
import { type TrainingSettings, trainingSettingsSchema } from '@shared/contract/training-settings'
import { fail } from '@shared/domain/failure'
import { networkNames } from '@shared/domain/published-networks'
import { recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { searchMethods } from '@shared/domain/search/default-space'
import type { SettingValue, TrialValues } from '@shared/domain/search/space'
import { readTextFile } from '../../files/read-text'
import { usualHiddenUnits } from '../../network/published'
import type { CommandSession } from '../command-session'
import { finishRun } from '../finish-run'
import { datasetOf } from '../named-dataset'
import { decimalNumber, wholeNumber } from '../options'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'
import { searchLines } from './describe-search'

interface SearchOptions {
  readonly dataset?: string
  readonly minutes?: number
  readonly name?: string
  readonly method?: SearchRequest['method']
  readonly space?: string
  readonly trials?: number
  readonly seed?: number
  readonly modality: TrainingSettings['modality']
  readonly epochs?: number
  readonly folds?: number
  readonly engine?: TrainingSettings['engine']
  readonly device?: string
  readonly set?: TrialValues
  readonly train?: number | true
  readonly remove?: string
}

/** `experiment search|searches`. */
export function addSearchCommands(experiment: Command, run: CommandRunner): void {
  withSearchOptions(
    experiment.command('search').description('search good settings by validation, never by test; goes on where it stopped'),
  ).action((options: SearchOptions, command: Command) => {
    const { remove, dataset, minutes } = options
    if (remove !== undefined) return run.withLibrary(command, (session) => removeSearch(session, remove))
    if (minutes === undefined)
      return command.error('error: a search needs a budget, such as --minutes 10', { exitCode: exitCodes.wrongUsage })
    if (dataset === undefined) return command.error('error: --dataset is needed', { exitCode: exitCodes.wrongUsage })
    return run.withLibrary(command, (session) => search(session, { ...options, dataset, minutes }))
  })
  experiment
    .command('searches')
    .description('the searches of a library, each as far as it is')
    .action((_options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const searches = await session.call('search.list', null)
        return { value: searches, lines: searches.flatMap(searchLines) }
      }),
    )
}

function withSearchOptions(command: Command): Command {
  return command
    .option('--dataset <name>', 'name or number of a frozen dataset')
    .option('--minutes <n>', 'budget: training time of all trials together', decimalNumber)
    .option('--name <name>', 'name of the search; the same name goes on with it')
    .addOption(
      new Option('--method <method>', 'successive halving, random trials, or every combination (a fusion: grid; else halving)').choices(
        searchMethods,
      ),
    )
    .option('--space <file>', 'what is tried, as JSON: settings with their choices or ranges')
    .option('--trials <n>', 'trials that begin; as many as the time allows without it', wholeNumber)
    .option('--seed <n>', 'what is drawn follows from it', wholeNumber)
    .addOption(new Option('--modality <modality>').choices(networkNames).default('audio'))
    .option('--epochs <n>', 'epochs of a whole training', wholeNumber)
    .option('--folds <n>', 'judge by folds of the training and validation tracks, instead of by the validation set', wholeNumber)
    .addOption(new Option('--engine <engine>').choices(engines))
    .option('--device <device>', 'what the engine computes on: auto, cpu, webgpu, cuda, or a name')
    .option('--set <setting...>', 'settings that all trials share, such as patience=10 weightDecay=0.001', sharedSettings)
    .option(
      '--train [trial]',
      'then train a run with the settings of the best trial, or of this one, and show its test figures',
      wholeNumber,
    )
    .addOption(new Option('--remove <name>', 'remove a search with its trials instead').conflicts(['dataset', 'minutes', 'train']))
}

async function search(
  session: CommandSession,
  { train, ...options }: SearchOptions & { readonly dataset: string; readonly minutes: number },
): Promise<CommandAnswer> {
  const { jobId, searchId } = await session.call('search.start', await requestOf(session, options))
  const { value } = await session.finish(jobId)
  const found = searchSchema.parse(value)
  const number = train === true ? found.best : train
  if (number === undefined) return { value: found, lines: searchLines(found) }
  if (number === null) return fail('nothing-to-do', `No trial of “${found.settings.name}” can be trained.`, 'Give it more minutes.')
  const known = found.trials.find((trial) => trial.number === number)?.run
  if (known?.state !== 'done') await finishRun(session, await session.call('search.train', { searchId, trial: number }))
  const after = (await session.call('search.list', null)).find(({ id }) => id === searchId) ?? found
  return { value: after, lines: searchLines(after) }
}

async function requestOf(
  session: CommandSession,
  { dataset, minutes, space: file, set = {}, modality, epochs, folds, engine, device, ...options }: SearchOptions & { dataset: string },
): Promise<SearchRequest> {
  const plain = trainingSettingsSchema.parse({
    hiddenUnits: usualHiddenUnits(modality),
    ...(modality === 'backbone' ? { ...recommendedSettingsFor(modality), thenFitAll: false } : {}),
    modality,
    epochs,
    folds,
    engine,
    device,
  })
  const space = file === undefined ? undefined : readSpace(file)
  return searchRequestSchema.parse({
    ...options,
    ...(space && { space }),
    method: options.method ?? (plain.modality.includes('-') ? 'grid' : 'halving'),
    minutes,
    datasetId: await datasetOf(session, dataset),
    base: settingsWith(plain, set),
  })
}

function readSpace(path: string): SearchRequest['space'] {
  const { text } = readTextFile(resolve(path))
  const hint = 'Write it as in docs/formats.md, such as {"learningRate": {"kind": "log-uniform", "low": 0.001, "high": 0.1}}.'
  const parsed = searchSpaceSchema.safeParse(parseJson(text, path, hint))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return fail('invalid-argument', `${path} is no search space: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`, hint)
}

function parseJson(text: string, path: string, hint: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return fail('file-invalid', `${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`, hint)
  }
}

async function removeSearch(session: CommandSession, name: string): Promise<CommandAnswer> {
  const found = (await session.call('search.list', null)).find(({ settings }) => settings.name === name)
  if (!found) return fail('not-found', `There is no search “${name}”.`, '`experiment searches` lists them.')
  await session.call('search.remove', { searchId: found.id })
  return { value: { name, trials: found.trials.length }, lines: [`Removed “${name}” with ${found.trials.length} trials`] }
}

/** One `name=value` after the other; what is no JSON is a word. */
function sharedSettings(text: string, before: TrialValues = {}): TrialValues {
  const [name = '', ...rest] = text.split('=')
  if (name === '' || rest.length === 0) throw new InvalidArgumentError(`"${text}" is not like patience=10.`)
  return { ...before, [name]: valueOf(rest.join('=')) }
}

function valueOf(text: string): SettingValue {
  try {
    return JSON.parse(text) as SettingValue
  } catch {
    return text
  }
}
