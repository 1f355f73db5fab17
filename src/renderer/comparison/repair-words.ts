import type { RepairResult, RepairRun, RepairSettings } from '@shared/contract/repair'
import type { Modality } from '@shared/domain/modality'
import { countOf, formatCount, formatNumber } from '../ui/format'

type RepairNumbers = Pick<RepairSettings, 'seeds' | 'epochs' | 'trackLimit'>

/** How much work a proof takes. */
export interface RepairSize {
  readonly value: string
  readonly title: string
  readonly subtitle: string
  readonly numbers: RepairNumbers
}

const size = (value: string, title: string, numbers: RepairNumbers): RepairSize => ({
  value,
  title,
  subtitle: `${numbers.seeds} seeds, ${formatCount(numbers.epochs)} epochs, up to ${formatCount(numbers.trackLimit)} tracks to learn from`,
  numbers,
})

export const repairSizes: readonly RepairSize[] = [
  size('quick', 'Quick', { seeds: 3, epochs: 60, trackLimit: 500 }),
  size('usual', 'Usual', { seeds: 3, epochs: 200, trackLimit: 2000 }),
  size('thorough', 'Thorough', { seeds: 5, epochs: 500, trackLimit: 10_000 }),
]

export const networkChoices: readonly { readonly value: Modality; readonly title: string }[] = [
  { value: 'audio', title: 'Audio' },
  { value: 'lyrics', title: 'Lyrics' },
  { value: 'comments', title: 'Comments' },
]

/** How far a proof is, such as "4 of 6 networks done, 1 failed". */
export function progressOfRepair(runs: readonly RepairRun[]): string {
  const count = (state: RepairRun['state']): number => runs.filter((run) => run.state === state).length
  const failed = count('failed')
  const done = `${formatCount(count('done'))} of ${formatCount(runs.length)} networks done`
  return failed > 0 ? `${done}, ${formatCount(failed)} failed` : done
}

/** What is removed with a proof, and what stays. */
export function whatGoesWith(runs: readonly RepairRun[]): string {
  const trained = runs.filter(({ runId }) => runId !== null).length
  const frozen = new Set(runs.flatMap(({ datasetId }) => datasetId ?? [])).size
  const gone = `Deletes ${countOf(trained, 'run')} and ${countOf(frozen, 'dataset')} that were made for it, with all predictions.`
  return `${gone} Label versions, checked sets and exported models stay. This cannot be undone.`
}

/** What is said below the table of a proof: seeds, the mean, and that no judged track was learnt from. */
export function notesOfRepair({ judgedInTraining, notes }: RepairResult, rows: RepairResult['networks'][number]['rows']): string[] {
  const seeds = rows
    .filter(({ bySeed }) => bySeed.length > 0)
    .map(
      ({ version, bySeed }) =>
        `Version ${version}, seed by seed closer by ${bySeed.map(({ closer }) => formatNumber(closer, 3)).join(', ')}.`,
    )
  const means = rows.map(
    ({ version, error, baseline }) => `version ${version}: ${formatNumber(error.value, 3)} (the mean: ${formatNumber(baseline, 3)})`,
  )
  return [
    ...seeds,
    `Mean absolute error of both dimensions, beside that of predicting the mean of the training labels: ${means.join(', ')}.`,
    `Judged tracks that a network or a scheme learnt from: ${judgedInTraining}.`,
    ...notes,
  ]
}
