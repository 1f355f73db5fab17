import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandRunner } from '../run-command'
import { addRuleOptions, type RuleOptions, ruleOfOptions } from './rule-options'

/** `features extract|export`, by the excerpt rule that is asked for. */
export function addFeatureCommands(program: Command, run: CommandRunner): void {
  const features = program.command('features').description('features of the audio')
  addRuleOptions(features.command('extract').description('compute and cache the MFCC of all tracks with audio')).action(
    (options: RuleOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const started = await session.call('features.extract', { filter: {}, excerptRule: ruleOfOptions(options) })
        const job = await session.finish(started.jobId)
        return { value: job.value, lines: [job.outcome] }
      }),
  )
  const exporting = features
    .command('export')
    .requiredOption('--out <folder>')
    .description('write the MFCC of every track (20 × 1502 float32 by the rule of the study, before normalisation) as .npy')
  addRuleOptions(exporting).action(({ out, ...options }: RuleOptions & { out: string }, command: Command) =>
    run.withLibrary(command, async (session) => {
      const started = await session.call('features.export', { directory: resolve(out), excerptRule: ruleOfOptions(options) })
      const job = await session.finish(started.jobId)
      return { value: job.value, lines: [job.outcome] }
    }),
  )
}
