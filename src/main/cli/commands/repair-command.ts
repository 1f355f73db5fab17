import { type Command, InvalidArgumentError, Option } from 'commander'
import { engines } from '@shared/contract/devices'
import { type JudgedNetworks, repairResultSchema, type RepairResult } from '@shared/contract/repair'
import { type Modality, trackModalities } from '@shared/domain/modality'
import { judgeForms, namedJudge } from '../named-judge'
import { tableLines, wholeNumber } from '../options'
import type { CommandSession } from '../command-session'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'

interface RepairOptions {
  readonly versions?: number[]
  readonly against?: string
  readonly remove?: string
  readonly name?: string
  readonly modality?: Modality[]
  readonly seeds?: number
  readonly epochs?: number
  readonly tracks?: number
  readonly groupBy?: 'track' | 'artist' | 'album'
  readonly seed?: number
  readonly engine?: (typeof engines)[number]
  readonly device?: string
}

/** `experiment repair`. */
export function addRepairCommand(experiment: Command, run: CommandRunner): void {
  experiment
    .command('repair')
    .description('prove label versions with networks: same tracks, sets and seeds, judged by what people hear; goes on where it stopped')
    .option('--versions <numbers>', 'label versions, such as 1,3; the others are held against the first', numbers)
    .option('--against <judge>', judgeForms)
    .option('--name <name>', 'name of the repair; the same name goes on with it')
    .addOption(
      new Option('--remove <name>', 'remove a repair with its runs and datasets instead; exported models stay').conflicts([
        'versions',
        'against',
        'name',
      ]),
    )
    .addOption(new Option('--modality <modality...>', 'what the networks read, each by itself (audio)').choices(trackModalities))
    .option('--seeds <n>', 'networks of each version, 3 or more', wholeNumber)
    .option('--epochs <n>', 'epochs of each network (60)', wholeNumber)
    .option('--tracks <n>', 'tracks that a network learns from at most (2000)', wholeNumber)
    .addOption(
      new Option('--group-by <group>', 'keep out of training what shares this with a judged track').choices(['track', 'artist', 'album']),
    )
    .option('--seed <n>', 'first seed', wholeNumber)
    .addOption(new Option('--engine <engine>').choices(engines))
    .option('--device <device>', 'what the engine computes on: auto, cpu, webgpu, cuda, or a name')
    .action(({ versions, against, remove, ...options }: RepairOptions, command: Command) => {
      if (remove !== undefined) return run.withLibrary(command, (session) => removeRepair(session, remove))
      if (versions === undefined || against === undefined)
        return command.error('error: --versions and --against are needed, or --remove', { exitCode: exitCodes.wrongUsage })
      return run.withLibrary(command, (session) => prove(session, { ...options, versions, against }))
    })
}

async function removeRepair(session: CommandSession, name: string): Promise<CommandAnswer> {
  const value = await session.call('repair.remove', { name })
  return { value, lines: [`Removed “${name}” with ${value.runs} runs and ${value.datasets} datasets`] }
}

async function prove(
  session: CommandSession,
  { modality, tracks, against, ...options }: Omit<RepairOptions, 'remove'> & { readonly versions: number[]; readonly against: string },
): Promise<CommandAnswer> {
  const { jobId } = await session.call('repair.start', {
    ...options,
    ...(modality && { modalities: modality }),
    ...(tracks !== undefined && { trackLimit: tracks }),
    against: await namedJudge(session, against),
  })
  const { value } = await session.finish(jobId)
  const result = repairResultSchema.parse(value)
  return { value: result, lines: linesOf(result) }
}

function numbers(value: string): number[] {
  const parts = value.split(',').map((part) => part.trim())
  if (!parts.every((part) => /^\d+$/.test(part))) throw new InvalidArgumentError('Numbers of label versions are wanted, such as 1,3.')
  return parts.map(Number)
}

function linesOf({ judge, networks, notes, judgedInTraining, runs }: RepairResult): string[] {
  const failed = runs.filter(({ state }) => state !== 'done')
  return [
    `Networks judged by ${judge}, scale −1…1:`,
    ...networks.flatMap(tableOf),
    `Judged tracks that a network or a scheme learnt from: ${judgedInTraining}`,
    ...notes,
    ...failed.map(({ versionId, modality, seed, reason }) => `Not done: ${modality}, version ${versionId}, seed ${seed}: ${reason ?? ''}`),
    ...networks.flatMap(({ rows }) => rows.map(({ conclusion }) => conclusion)).filter((conclusion) => conclusion !== ''),
  ]
}

function tableOf({ modality, rows }: JudgedNetworks): string[] {
  const three = (value: number): string => value.toFixed(3)
  return tableLines(
    [
      `${modality} networks of version`,
      'tracks',
      'MAE',
      'the mean’s MAE',
      'R² valence',
      'R² arousal',
      'right quadrant',
      'closer by',
      'seed by seed',
    ],
    rows.map((row) => [
      `${row.version} ${row.name}`,
      String(row.tracks),
      ...[row.error.value, row.baseline, row.r2Valence, row.r2Arousal].map(three),
      `${(100 * row.quadrants).toFixed(0)} %`,
      row.difference ? `${three(row.difference.both.value)} (${three(row.difference.both.low)} to ${three(row.difference.both.high)})` : '',
      row.bySeed.map(({ closer }) => three(closer)).join(', '),
    ]),
  )
}
