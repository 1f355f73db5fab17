import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Comparison, type ResamplingUnit, resamplingUnits } from '@shared/contract/comparison'
import { csvText } from '@shared/domain/csv'
import { comparisonTables } from '@shared/domain/run-comparison/tables'
import { writeUserFile } from '../../files/user-file'
import { againstForms, comparedForms, namedAgainst, namedCompared } from '../named-compared'
import { wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'
import { describeComparison } from './describe-comparison'

interface CompareOptions {
  readonly against?: string
  readonly by?: ResamplingUnit
  readonly each?: true
  readonly resamples?: number
  readonly seed?: number
  readonly details?: true
  readonly csv?: string
}

/** `runs compare`. */
export function addRunCompareCommand(runs: Command, run: CommandRunner): void {
  runs
    .command('compare')
    .argument('<model...>', comparedForms)
    .description('runs, baselines and models side by side on their common tracks')
    .option('--against <labels>', againstForms)
    .addOption(new Option('--by <unit>', 'what intervals draw; by default what the splits keep together').choices(resamplingUnits))
    .option('--each', 'runs that differ only in their seed stand each by itself')
    .option('--resamples <n>', 'draws of the intervals (2000)', wholeNumber)
    .option('--seed <n>', 'seed of the draws', wholeNumber)
    .option('--details', 'print errors by group and the confusion of quadrants too')
    .option('--csv <folder>', 'write every table as a CSV file into this folder')
    .action((named: string[], { against, by, each, resamples, seed, details, csv }: CompareOptions, command: Command) =>
      run.withLibrary(command, async (session) => {
        const refs = []
        for (const name of named) refs.push(...(await namedCompared(session, name)))
        const value = await session.call('runs.compare', {
          entries: refs,
          against: await namedAgainst(session, against),
          by: by ?? null,
          groupSeeds: each !== true,
          ...(resamples !== undefined && { resamples }),
          ...(seed !== undefined && { seed }),
        })
        const written = csv === undefined ? [] : writeTables(value, resolve(csv))
        return { value, lines: [...describeComparison(value, details === true), ...written] }
      }),
    )
}

function writeTables(comparison: Comparison, folder: string): string[] {
  mkdirSync(folder, { recursive: true })
  const tables = comparisonTables(comparison)
  for (const { name, columns, rows } of tables) writeUserFile(join(folder, `${name}.csv`), csvText(columns, rows))
  return ['', `Wrote ${tables.length} tables to ${folder}`]
}
