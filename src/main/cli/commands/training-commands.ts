import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Run, type TrainingSettings, trainingSettingsSchema, engines } from '@shared/contract/training'
import { normalisations } from '@shared/domain/network'
import type { CommandSession } from '../command-session'
import { datasetOf } from '../named-dataset'
import { runOf } from '../named-run'
import { decimalNumber, tableLines, wholeNumber } from '../options'
import type { CommandAnswer, CommandRunner } from '../run-command'

/** `features extract`, `train`, `runs list|show|compare`, `report`. */
export function addTrainingCommands(program: Command, run: CommandRunner): void {
  addFeatureCommands(program, run)
  addTrainCommand(program, run)
  addRunCommands(program, run)
  program.command('report').requiredOption('--out <folder>').description('write a page of results').action((options: { out: string }, command: Command) =>
    run.withLibrary(command, async (session) => {
      const value = await session.call('report.write', { directory: resolve(options.out) })
      return { value, lines: [`Wrote ${value.path}`] }
    }),
  )
}

function addFeatureCommands(program: Command, run: CommandRunner): void {
  const features = program.command('features').description('features of the audio')
  features.command('extract').description('compute and cache the MFCC of all tracks with audio').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const job = await session.finish((await session.call('features.extract', { filter: {} })).jobId)
      return { value: job.value, lines: [job.outcome] }
    }),
  )
  features.command('export').requiredOption('--out <folder>').description('write the MFCC of every track (20 × 1502 float32, before normalisation) as .npy').action((options: { out: string }, command: Command) =>
    run.withLibrary(command, async (session) => {
      const job = await session.finish((await session.call('features.export', { directory: resolve(options.out) })).jobId)
      return { value: job.value, lines: [job.outcome] }
    }),
  )
}

function addTrainCommand(program: Command, run: CommandRunner): void {
  program.command('train').description('train a network')
    .addOption(new Option('--modality <modality>').choices(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments']).default('audio'))
    .addOption(new Option('--engine <engine>').choices(engines).default('auto'))
    .option('--dataset <name>', 'name or number of a frozen dataset; without it the labelled tracks are frozen first')
    .option('--name <name>', 'name of the run')
    .option('--epochs <n>', 'epochs', wholeNumber)
    .option('--batch-size <n>', 'batch size', wholeNumber)
    .option('--learning-rate <x>', 'learning rate', decimalNumber)
    .option('--drop-after-epoch <n>', 'divide the learning rate by ten after this epoch', wholeNumber)
    .option('--weight-decay <x>', 'L2 penalty', decimalNumber)
    .option('--patience <n>', 'stop when validation has not improved for so many epochs', wholeNumber)
    .option('--seed <n>', 'seed', wholeNumber)
    .option('--filters <n>', 'filters of each convolution', wholeNumber)
    .option('--hidden-units <n>', 'hidden units', wholeNumber)
    .option('--dropout <p>', 'dropout probability', decimalNumber)
    .addOption(new Option('--normalisation <kind>').choices(normalisations))
    .addOption(new Option('--target-scale <scale>').choices(['-1-1', '0-1']))
    .option('--folds <n>', 'cross-validation by track with out-of-fold predictions', wholeNumber)
    .action((options: Partial<TrainingSettings> & { dataset?: string; name?: string }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { dataset, name, ...given } = options
        const settings = trainingSettingsSchema.parse(given)
        const datasetId = await givenDataset(session, dataset)
        const started = await session.call('runs.start', { datasetId, settings, ...(name === undefined ? {} : { name }) })
        await session.finish(started.jobId)
        return describeTrained(await runOf(session, started.runId))
      }),
    )
}

function addRunCommands(program: Command, run: CommandRunner): void {
  const runs = program.command('runs').description('trained runs')
  runs.command('list').action((_options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const list = await session.call('runs.list', null)
      return { value: list, lines: runTable(list) }
    }),
  )
  runs.command('show').argument('<run>').action((id: string, _options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const found = await runOf(session, id)
      return { value: { ...found, epochs: await session.call('runs.epochs', { runId: found.id }) }, lines: runTable([found]) }
    }),
  )
  runs.command('compare').argument('<run...>').action((ids: string[], _options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const list = await Promise.all(ids.map((id) => runOf(session, id)))
      return { value: list, lines: runTable(list) }
    }),
  )
  runs.command('resume').argument('<run>').action((id: string, _options, command: Command) =>
    run.withLibrary(command, async (session) => {
      const { id: runId } = await runOf(session, id)
      await session.finish((await session.call('runs.resume', { runId })).jobId)
      return describeTrained(await runOf(session, runId))
    }),
  )
}

/** The dataset that is named, else one frozen from all labelled tracks with audio. */
async function givenDataset(session: CommandSession, named: string | undefined): Promise<number> {
  if (named !== undefined) return datasetOf(session, named)
  const datasets = await session.call('datasets.list', null)
  return (await session.call('datasets.freeze', { name: `Dataset ${datasets.length + 1}` })).id
}

function describeTrained(run: Run): CommandAnswer {
  const { id, engine, device, epochsDone, metrics } = run
  return { value: { runId: id, engine, device, epochs: epochsDone, metrics }, lines: runTable([run]) }
}

function runTable(runs: readonly Run[]): string[] {
  const rows = runs.map(({ id, name, state, epochsDone, metrics }) => [
    id, name, state, String(epochsDone), interval(metrics?.valence.r2), interval(metrics?.arousal.r2), interval(metrics?.valence.mae), interval(metrics?.arousal.mae),
  ])
  return tableLines(['run', 'name', 'state', 'epochs', 'R² valence', 'R² arousal', 'MAE valence (−1…1)', 'MAE arousal (−1…1)'], rows)
}

function interval(metric: { value: number; low: number; high: number } | undefined): string {
  return metric ? `${metric.value.toFixed(2)} [${metric.low.toFixed(2)}, ${metric.high.toFixed(2)}]` : '–'
}
