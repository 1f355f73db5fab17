import { type Command, Option } from 'commander'
import { type StudyRow, studyChannels, type StudySettings, studySettingsSchema } from '@shared/contract/study'
import { engines } from '@shared/contract/devices'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { datasetForms } from '@shared/domain/sample-tracks'
import { tableLines, wholeNumber } from '../options'
import type { CommandSession } from '../command-session'
import { type CommandRunner, exitCodes } from '../run-command'
import { addRepairCommand } from './repair-command'
import { addSearchCommands } from './search-command'
import { fallbackOption } from './train-command'

interface StudyOptions extends Partial<Omit<StudySettings, 'forms' | 'modalities'>> {
  readonly form?: StudySettings['forms']
  readonly modality?: StudySettings['modalities']
}

/** `experiment study|results|repair|search|searches`. */
export function addExperimentCommands(program: Command, run: CommandRunner): void {
  const experiment = program.command('experiment').description('whole experiments in one action')
  withStudyOptions(
    experiment
      .command('study')
      .description('reproduce the study: datasets, five runs, five results beside the published table; goes on where it stopped'),
  ).action((options: StudyOptions, command: Command) =>
    run.withLibrary(command, async (session) => {
      const settings = settingsOf(options)
      const { jobId } = await session.call('study.start', settings)
      const { value } = await session.finish(jobId)
      const rows = studyChannels['study.results'].result.parse(value)
      return { value: rows, lines: [...studyTable(rows), ...(await lostDeviceLines(session, rows))] }
    }),
  )
  withStudyOptions(experiment.command('results').description('where the study stands, without training')).action(
    (options: StudyOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const rows = await session.call('study.results', settingsOf(options))
        return { value: rows, lines: studyTable(rows) }
      }),
  )
  addRepairCommand(experiment, run)
  addSearchCommands(experiment, run)
}

/** What to do where runs of the study broke off for their device; the command has then failed. */
async function lostDeviceLines(session: CommandSession, rows: readonly StudyRow[]): Promise<string[]> {
  const runs = await session.call('runs.list', null)
  const lost = runs.filter(({ id, lost: device }) => device !== null && rows.some(({ runId }) => runId === id))
  if (lost.length === 0) return []
  process.exitCode = exitCodes.failed
  const names = lost.map(({ name }) => `“${name}”`).join(', ')
  return [`${names} broke off for the device: the same command with --fallback cpu goes on with the CPU.`]
}

function withStudyOptions(command: Command): Command {
  return command
    .option('--name <name>', 'name of the study; the same name goes on with it')
    .addOption(new Option('--form <form...>').choices(datasetForms))
    .addOption(new Option('--modality <modality...>').choices(trainingSettingsSchema.shape.modality.removeDefault().options))
    .option('--epochs <n>', 'epochs of each run (the study: 2000)', wholeNumber)
    .option('--per-quadrant <n>', 'samples of each quadrant (the study: 3000)', wholeNumber)
    .addOption(new Option('--group-by <group>', 'keep together in the sound split').choices(['track', 'artist', 'album']))
    .option('--vector-size <n>', 'numbers of the word vectors (the study: 300)', wholeNumber)
    .option('--seed <n>', 'seed', wholeNumber)
    .addOption(new Option('--engine <engine>').choices(engines))
    .option('--device <device>', 'what the engine computes on: auto, cpu, webgpu, cuda, or a name')
    .addOption(fallbackOption())
}

function settingsOf({ form, modality, ...options }: StudyOptions): StudySettings {
  return studySettingsSchema.parse({ ...options, ...(form ? { forms: form } : {}), ...(modality ? { modalities: modality } : {}) })
}

/** Errors on 0…1, as published. */
function studyTable(rows: readonly StudyRow[]): string[] {
  const cells = rows.map(({ form, modality, state, reason, onPublishedScale: ours, published, leak }) => [
    modality,
    form,
    state,
    ...beside(ours?.valence, published.valence),
    ...beside(ours?.arousal, published.arousal),
    leak ? `${(100 * leak.share).toFixed(0)} %` : '–',
    reason ?? '',
  ])
  return [
    ...tableLines(['network', 'form', 'state', 'V MAE (study)', 'V R² (study)', 'A MAE (study)', 'A R² (study)', 'leak', 'note'], cells),
    'Errors (MAE) are on the scale 0…1, as the study measured them; in brackets what was published.',
  ]
}

interface Errors {
  readonly mae: number
  readonly r2: number
}

function beside(ours: Errors | undefined, published: Errors): string[] {
  return (['mae', 'r2'] as const).map((name) => `${ours ? ours[name].toFixed(3) : '–'} (${published[name].toFixed(3)})`)
}
