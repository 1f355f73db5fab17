import type { Command } from 'commander'
import type { Fallback } from '@shared/contract/devices'
import { finishRun } from '../finish-run'
import { runOf } from '../named-run'
import type { CommandRunner } from '../run-command'
import { baselineLines } from './describe-baselines'
import { describeRun } from './describe-run'
import { addBundleCommand } from './bundle-commands'
import { addBackboneCommands } from './backbone-commands'
import { addEmbeddingCommands } from './embedding-commands'
import { addReportCommand } from './report-command'
import { addRunFileCommands } from './run-file-commands'
import { addRunCompareCommand } from './run-compare-command'
import { addRunNoteCommands } from './run-note-commands'
import { describeTrained } from './run-table'
import { addFeatureCommands } from './feature-commands'
import { addTrainCommand, fallbackOption } from './train-command'

/** `features`, `embedding`, `train`, `runs` and `report` with all that they do. */
export function addTrainingCommands(program: Command, run: CommandRunner): void {
  addFeatureCommands(program, run)
  addEmbeddingCommands(program, run)
  addBackboneCommands(program, run)
  addTrainCommand(program, run)
  addRunCommands(program, run)
  addReportCommand(program, run)
}

function addRunCommands(program: Command, run: CommandRunner): void {
  const runs = program.command('runs').description('trained runs')
  addRunNoteCommands(runs, run)
  runs
    .command('show')
    .argument('<run>')
    .description('everything about a run')
    .action((id: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const found = await runOf(session, id)
        const epochs = await session.call('runs.epochs', { runId: found.id })
        return { value: { ...found, epochs }, lines: describeRun(found, epochs) }
      }),
    )
  addRunCompareCommand(runs, run)
  addRunFileCommands(runs, run)
  addBundleCommand(runs, run)
  addResumeCommand(runs, run)
  addBaselinesCommand(runs, run)
}

function addResumeCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('resume')
    .argument('<run>')
    .description('go on from the last checkpoint, with the device that it began with unless another is named')
    .option('--device <device>', 'go on with another device: cpu, webgpu, cuda, …')
    .addOption(fallbackOption())
    .action((id: string, how: { device?: string; fallback?: Fallback }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { id: runId } = await runOf(session, id)
        await finishRun(session, { runId, ...(await session.call('runs.resume', { runId, ...how })) })
        return describeTrained(await runOf(session, runId))
      }),
    )
}

function addBaselinesCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('baselines')
    .argument('<run>')
    .description('compute the baselines of a run anew, as every run does by itself at its end')
    .action((id: string, _options, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { id: runId } = await runOf(session, id)
        const { jobId } = await session.call('runs.baselines', { runId })
        await session.finish(jobId)
        const found = await runOf(session, runId)
        return { value: { runId, baselines: found.baselines }, lines: baselineLines(found) }
      }),
    )
}
