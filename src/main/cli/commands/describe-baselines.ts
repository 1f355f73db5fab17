import type { MetricsReport, Run } from '@shared/contract/training'
import { baselineDescriptors, betterBaseline, featuresInWords } from '@shared/domain/baseline'
import { dimensions } from '@shared/domain/plane'
import { twoDecimals } from '@shared/domain/two-decimals'
import { tableLines } from '../options'

type Metric = NonNullable<MetricsReport['valence']>['r2']

/** The baselines of a run beside it, and a sentence where one is better; or why there are none. */
export function baselineLines({ name, network, metrics, baselines, baselinesFailure }: Run): string[] {
  if (baselinesFailure !== null) return [baselinesFailure]
  if (metrics === null || baselines.length === 0) return []
  const modalities = network.branches.map(({ modality }) => modality)
  const cells = (report: MetricsReport): string[] =>
    dimensions.flatMap((dimension) => [interval(report[dimension]?.r2), interval(report[dimension]?.mae)])
  const rows = baselines.map((baseline) => [
    baselineDescriptors[baseline.name].title,
    ...cells(baseline.metrics),
    featuresInWords(baseline.name, modalities) || '–',
  ])
  const better = betterBaseline(baselines, metrics, modalities)
  return [
    'Baselines on the same tracks, scale −1…1, with 95 % intervals',
    ...tableLines(
      ['', 'R² valence', 'MAE valence', 'R² arousal', 'MAE arousal', 'reads'],
      [...rows, [`this run (${name})`, ...cells(metrics), modalities.join(' and ')]],
    ),
    ...(better === null ? [] : [better]),
  ]
}

function interval(metric: Metric | undefined): string {
  if (metric === undefined) return '–'
  const { value, low, high } = metric
  return `${twoDecimals(value)} [${twoDecimals(low)}, ${twoDecimals(high)}]`
}
