import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { ChannelResult } from '@shared/contract/channels'
import { type ExportedRows, exportedRows, exportFormats, type ExportFormat, predictionChannels } from '@shared/contract/prediction'
import { type BaselineName, baselineNames } from '@shared/domain/baseline'
import { finalModelOf } from '@shared/domain/final-model'
import { quadrantAt, type Quadrant, quadrants, type Scale, scales } from '@shared/domain/plane'
import type { CommandSession } from '../command-session'
import { runOf } from '../named-run'
import { decimalNumber, wholeNumber } from '../options'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'

interface PredictOptions {
  readonly model: string
  readonly out: string
  readonly scale: Scale
  readonly excerpts: number
  readonly every?: number
  readonly rows?: ExportedRows
  readonly all?: true
  readonly quadrant?: Quadrant
  readonly sort: 'path' | 'valence' | 'arousal'
}

/** `export` and `predict`. */
export function addPredictionCommands(program: Command, run: CommandRunner): void {
  program
    .command('export')
    .argument('<file>', 'the .onnx file to write')
    .requiredOption('--run <run>')
    .addOption(
      new Option(
        '--baseline <name>',
        'another model of the run: one of its baselines, learnt from its training set, with folds from all; or, of a recommended run, ' +
          'the network without its stack',
      ).choices(['network', ...baselineNames]),
    )
    .description('export a run, or one of its baselines, as an ONNX model with its card')
    .action((file: string, options: { run: string; baseline?: BaselineName | 'network' }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const found = await runOf(session, options.run)
        const { path, sha256 } = await exportModel(session, found.id, resolve(file), options.baseline ?? finalModelOf(found))
        return { value: { path, sha256 }, lines: [`Wrote ${path}`, `SHA-256 ${sha256}`] }
      }),
    )
  addPredictCommand(program, run)
}

async function exportModel(
  session: CommandSession,
  runId: string,
  path: string,
  model: BaselineName | 'network',
): Promise<ChannelResult<'models.export'>> {
  if (model === 'network') return session.call('models.export', { runId, path })
  const { jobId } = await session.call('models.exportBaseline', { runId, baseline: model, path })
  return predictionChannels['models.export'].result.parse((await session.finish(jobId)).value)
}

function addPredictCommand(program: Command, run: CommandRunner): void {
  program
    .command('predict')
    .argument('[path...]', 'files or folders')
    .description('predict valence and arousal of files (no --library needed), or of the library with --all')
    .requiredOption('--model <file>', 'a model.onnx exported by Circumplex')
    .requiredOption('--out <file>', 'where the rows go: .csv, .json, or .m3u8 for a playlist', exportFile)
    .addOption(new Option('--scale <scale>').choices(scales).default('-1-1'))
    .option('--all', 'predict all tracks of the --library, with their lyrics and comments')
    .option('--quadrant <Q1…Q4>', 'write only the predictions of this quadrant', quadrantNamed)
    .addOption(
      new Option('--sort <by>', 'order of the rows; valence and arousal from high to low')
        .choices(['path', 'valence', 'arousal'])
        .default('path'),
    )
    .option('--excerpts <n>', 'excerpts of each track; more than one gives a spread', wholeNumber, 1)
    .addOption(
      new Option('--every <s>', 'emotion over time: an excerpt every so many seconds of each track, as long as the model’s')
        .argParser(decimalNumber)
        .conflicts('excerpts'),
    )
    .addOption(new Option('--rows <of>', 'a row for each track, or each excerpt (as is usual with --every)').choices(exportedRows))
    .action((paths: string[], options: PredictOptions, command: Command) => {
      if (options.all ? paths.length > 0 : paths.length === 0)
        return command.error('error: name files or folders, or give --all with --library', { exitCode: exitCodes.wrongUsage })
      if (options.all) return run.withLibrary(command, (session) => predict(session, { wholeLibrary: true }, options))
      return run.withoutLibrary(command, (session, library) =>
        library === undefined ? inTemporaryLibrary(session, paths, options) : inLibrary(session, library, paths, options),
      )
    })
}

function exportFile(path: string): string {
  formatOf(path)
  return path
}

function formatOf(path: string): ExportFormat {
  const format = exportFormats.find((candidate) => extname(path).toLowerCase() === `.${candidate}`)
  if (format === undefined) throw new InvalidArgumentError('The name must end in .csv, .json or .m3u8.')
  return format
}

function quadrantNamed(name: string): Quadrant {
  const quadrant = quadrants.find((candidate) => name.toUpperCase() === `Q${candidate}`)
  if (quadrant === undefined) throw new InvalidArgumentError('Choose Q1, Q2, Q3 or Q4.')
  return quadrant
}

/** Paths of the rows that are wanted, in the order that is wanted; undefined for all by path. */
async function chosenPaths(
  session: CommandSession,
  predictionId: number,
  { quadrant, sort }: PredictOptions,
): Promise<string[] | undefined> {
  if (quadrant === undefined && sort === 'path') return undefined
  const rows = await session.call('predictions.rows', { predictionId })
  const chosen = rows.filter((row) => quadrant === undefined || quadrantAt(row.valence, row.arousal) === quadrant)
  return (sort === 'path' ? chosen : chosen.sort((a, b) => b[sort] - a[sort])).map(({ path }) => path)
}

async function inLibrary(session: CommandSession, library: string, paths: string[], options: PredictOptions): Promise<CommandAnswer> {
  await session.call('library.open', { path: library })
  return predict(session, { paths: paths.map((path) => resolve(path)) }, options)
}

/** A prediction without a library uses one that is thrown away, so that there is one way to predict. */
async function inTemporaryLibrary(session: CommandSession, paths: string[], options: PredictOptions): Promise<CommandAnswer> {
  const directory = mkdtempSync(join(tmpdir(), 'circumplex-'))
  try {
    await session.call('library.create', { path: join(directory, 'Prediction.circumplex') })
    return await predict(session, { paths: paths.map((path) => resolve(path)) }, options)
  } finally {
    await session.call('library.close', null)
    rmSync(directory, { recursive: true, force: true })
  }
}

function excerptsOf({ excerpts, every }: PredictOptions): { excerptsPerTrack: number; everySeconds?: number } {
  return { excerptsPerTrack: excerpts, ...(every !== undefined && { everySeconds: every }) }
}

async function predict(
  session: CommandSession,
  request: { paths: string[] } | { wholeLibrary: true },
  options: PredictOptions,
): Promise<CommandAnswer> {
  const model = await session.call('models.add', { path: resolve(options.model) })
  const started = await session.call('predictions.start', { modelId: model.id, ...request, ...excerptsOf(options) })
  const job = await session.finish(started.jobId)
  const format = formatOf(options.out)
  const paths = await chosenPaths(session, started.predictionId, options)
  const { path, rows } = await session.call('predictions.export', {
    predictionId: started.predictionId,
    path: resolve(options.out),
    format,
    scale: options.scale,
    paths,
    rows: options.rows ?? (options.every === undefined ? 'tracks' : 'excerpts'),
  })
  return {
    value: job.value,
    lines: [job.outcome, `Wrote ${path} (${format === 'm3u8' ? `${rows} tracks` : `${rows} rows, scale ${options.scale}`})`],
  }
}
