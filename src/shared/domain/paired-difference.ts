import { dimensionMetrics } from './metrics'
import { type BootstrapSettings, type Interval, quantile, standardBootstrap } from './metrics-report'
import { createRandom, mixSeed } from './random'

/**
 * How much more of the labels' variance one set of predictions explains than another on the same tracks: the difference of R² with its
 * 95 % percentile-bootstrap interval, paired by track (Efron). An interval above 0 says that the one is better.
 * @param observed labels, [n]
 * @param one predictions, [n]
 * @param other predictions, [n]
 * @throws Failure `invalid-argument` when there is nothing to compare or the lengths differ
 */
export function differenceOfR2(
  observed: Float64Array,
  one: Float64Array,
  other: Float64Array,
  { resamples, seed }: BootstrapSettings = standardBootstrap,
): Interval {
  const difference = (rows?: Int32Array): number => dimensionMetrics(observed, one, rows).r2 - dimensionMetrics(observed, other, rows).r2
  const rows = new Int32Array(observed.length)
  const sorted = Float64Array.from({ length: resamples }, (_, index) => {
    const random = createRandom(mixSeed(seed, index))
    return difference(rows.map(() => random.integer(0, rows.length - 1)))
  }).sort()
  return { value: difference(), low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
}
