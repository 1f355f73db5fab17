import type { Command } from 'commander'
import type { ComparedVersion } from '@shared/contract/checked-sets'
import { judgedPartSentence } from '@shared/domain/label-comparison'
import { judgeForms, namedJudge } from '../named-judge'
import { tableLines, wholeNumber } from '../options'
import type { CommandRunner } from '../run-command'

/** `labels compare`. */
export function addCompareCommand(labels: Command, run: CommandRunner): void {
  labels
    .command('compare')
    .argument('<version...>', 'numbers of label versions; the others are held against the first', collectNumbers)
    .requiredOption('--against <judge>', judgeForms)
    .option('--seed <seed>', 'seed of the intervals', wholeNumber, 1)
    .description("how close versions' labels come to what people hear")
    .action((versions: number[], { against, seed }: { against: string; seed: number }, command: Command) =>
      run.withLibrary(command, async (session) => {
        const { rows, judge, notes } = await session.call('labels.compare', {
          versions,
          against: await namedJudge(session, against),
          seed,
        })
        const lines = [...tableOf(rows), judgedPartSentence(rows), ...notes, ...conclusionsOf(rows)]
        return { value: rows, lines: [`Against ${judge}, scale −1…1:`, ...lines] }
      }),
    )
}

function collectNumbers(value: string, earlier: number[] | undefined): number[] {
  return [...(earlier ?? []), wholeNumber(value)]
}

function tableOf(rows: readonly ComparedVersion[]): string[] {
  const three = (value: number): string => value.toFixed(3)
  return tableLines(
    ['version', 'tracks', 'MAE valence', 'MAE arousal', 'R² valence', 'R² arousal', 'right quadrant', 'closer than the first by'],
    rows.map((row) => [
      `${row.version} ${row.name}`,
      String(row.tracks),
      ...[row.maeValence, row.maeArousal, row.r2Valence, row.r2Arousal].map(three),
      `${(100 * row.quadrants).toFixed(0)} %`,
      row.difference ? `${three(row.difference.both.value)} (${three(row.difference.both.low)} to ${three(row.difference.both.high)})` : '',
    ]),
  )
}

function conclusionsOf(rows: readonly ComparedVersion[]): string[] {
  return rows.map(({ conclusion }) => conclusion).filter((conclusion) => conclusion !== '')
}
