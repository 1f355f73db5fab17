import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { BundleDescription, Reproduction } from '@shared/contract/run-files'
import type { TrainingSettings } from '@shared/contract/training-settings'
import type { CommandSession } from '../command-session'
import { finishRun } from '../finish-run'
import { runOf } from '../named-run'
import { type CommandAnswer, type CommandRunner, exitCodes } from '../run-command'
import { writtenFile } from '../written-file'
import { describeTrained } from './run-table'

/** `runs bundle`. */
export function addBundleCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('bundle')
    .argument('<run>')
    .argument('[file]')
    .option('--out <file>', 'the file to write')
    .description('write all that a run follows from, but audio and texts: `train --bundle` trains it again elsewhere')
    .action((named: string, file: string | undefined, { out }: { out?: string }, command: Command) => {
      const path = writtenFile(command, file, out)
      return run.withLibrary(command, async (session) => {
        const { id: runId, name } = await runOf(session, named)
        const value = await session.call('runs.bundle', { runId, path })
        return { value, lines: [`Wrote ${name} with ${value.tracks} tracks to ${value.path} (${(value.bytes / 1e6).toFixed(1)} MB)`] }
      })
    })
}

/** What of the options of `train` goes with a bundle. */
export interface BundleOptions extends Partial<Pick<TrainingSettings, 'engine' | 'device' | 'fallback'>> {
  readonly bundle: string
  readonly name?: string | undefined
  readonly leaveOutMissing?: true | undefined
}

const goWithBundle: ReadonlySet<string> = new Set(['bundle', 'name', 'engine', 'device', 'fallback', 'leaveOutMissing'])

/** The options of `train` that take a bundle. */
export function addBundleOptions(train: Command): void {
  train
    .option('--bundle <file>', 'train the run of a bundle again, on the same tracks, folds and settings')
    .option('--leave-out-missing', 'with --bundle: train without the tracks that this library lacks')
}

/** Ends the command as wrong usage where an option is given that a bundle settles, or that goes with a bundle only. */
export function checkBundleOptions(command: Command, { bundle, leaveOutMissing }: Partial<BundleOptions>): void {
  const refuse = (message: string): void => command.error(`error: ${message}`, { exitCode: exitCodes.wrongUsage })
  if (bundle === undefined && leaveOutMissing) refuse('--leave-out-missing goes with --bundle only')
  if (bundle === undefined) return
  const given = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli')
  const other = given.find((option) => !goWithBundle.has(option.attributeName()))
  if (other) refuse(`${other.long} does not go with --bundle, which says it already`)
}

/** `train --bundle`: trains the run of a bundle and holds it against the figures of the bundle. */
export async function trainFromBundle(session: CommandSession, command: Command, options: BundleOptions): Promise<CommandAnswer> {
  const path = resolve(options.bundle)
  const given = (name: 'engine' | 'device' | 'fallback') => (command.getOptionValueSource(name) === 'cli' ? { [name]: options[name] } : {})
  const description = await session.call('bundles.read', { path })
  for (const line of notesOf(description)) process.stderr.write(`${line}\n`)
  const { name, leaveOutMissing: leaveOut = false } = options
  const started = await session.call('bundles.train', {
    ...{ path, name, leaveOut, ...given('engine'), ...given('device'), ...given('fallback') },
  })
  const job = await finishRun(session, started)
  const reproduction = await session.call('runs.reproduction', { runId: started.runId })
  const { value, lines } = describeTrained(await runOf(session, started.runId))
  return { value: { ...asRecord(value), reproduction }, lines: [...lines, ...reproductionLines(reproduction), job.outcome] }
}

const asRecord = (value: unknown): object => (typeof value === 'object' && value !== null ? value : { value })

function notesOf({ missing, differences }: BundleDescription): string[] {
  return [...missing.map(({ track, reason }) => `Missing: ${track}: ${reason}`), ...differences]
}

function reproductionLines(reproduction: Reproduction | null): string[] {
  if (reproduction === null) return []
  const { run, sameFolds, sameEngine, leftOut, metrics, predictions } = reproduction
  const shown = (difference: number | null): string => (difference === null ? 'nothing to compare' : difference.toExponential(1))
  return [
    `Against “${run}” of the bundle`,
    `  folds and sets       ${sameFolds ? 'the same' : leftOut > 0 ? `others, ${leftOut} tracks left out` : 'others'}`,
    `  engine and device    ${sameEngine ? 'the same' : 'others'}`,
    `  metrics              largest difference ${shown(metrics)}`,
    `  predictions          largest difference ${shown(predictions)}`,
  ]
}
