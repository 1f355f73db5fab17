import { quantile } from '../metrics-report'
import { createRandom, mixSeed } from '../random'
import { type FigureSums, writeWeightedFigures } from './figure-sums'
import { type FigureKey, figureKeys, type Figures, smallerIsBetter } from './figures'

/** How often and from which seed tracks (or their artists, albums) are drawn anew. */
export interface ResamplingSettings {
  readonly resamples: number
  readonly seed: number
}

export const standardResampling: ResamplingSettings = { resamples: 2000, seed: 1 }

/** The figures of every entry in every resample: the same draws for all entries, so that their differences are paired. */
export interface Resampled {
  readonly settings: ResamplingSettings
  readonly sums: FigureSums
  /** [resamples × entries × figures]; NaN where a figure has no value in a resample. */
  readonly values: Float64Array
}

/** Bounds that hold the true value in 95 of 100 samples. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** A paired difference of two entries in one figure: the first minus the second. */
export interface PairedFigure extends Bounds {
  readonly value: number
  /** Two-sided p-value of no difference, in (0, 1]. */
  readonly p: number
}

/** In so many resamples a figure must have a value, else its interval would be one of the lucky draws. */
const neededShare = 0.95

/** Makes room for resampled figures; `drawResamples` fills it. */
export function prepareResamples(sums: FigureSums, settings: ResamplingSettings = standardResampling): Resampled {
  return { settings, sums, values: new Float64Array(settings.resamples * sums.entries.length * figureKeys.length) }
}

/**
 * Draws resamples: as many groups as there are, with replacement (Efron; the groups of a clustered bootstrap are whole artists or albums).
 * @param from first resample, counted from 0
 * @param to the one after the last
 */
export function drawResamples({ settings, sums, values }: Resampled, from: number, to: number): void {
  const size = sums.entries.length * figureKeys.length
  const weights = new Float64Array(sums.groups)
  for (let resample = from; resample < to; resample += 1) {
    weights.fill(0)
    const random = createRandom(mixSeed(settings.seed, resample))
    for (let draw = 0; draw < sums.groups; draw += 1) {
      const group = random.integer(0, sums.groups - 1)
      weights[group] = (weights[group] ?? 0) + 1
    }
    writeWeightedFigures(sums, weights, values.subarray(resample * size, (resample + 1) * size))
  }
}

/** All resamples at once; takes a second for some thousand tracks. */
export function resample(sums: FigureSums, settings: ResamplingSettings = standardResampling): Resampled {
  const resampled = prepareResamples(sums, settings)
  drawResamples(resampled, 0, settings.resamples)
  return resampled
}

/** The 95 % percentile interval of a figure of an entry; null where it has none: fewer than two groups, or no value in most draws. */
export function boundsOf(resampled: Resampled, entry: number, key: FigureKey): Bounds | null {
  return bounds(resampled, figureColumn(resampled, entry, key))
}

/**
 * The paired difference of two entries in a figure. The p-value is twice the smaller share of resamples on either side of 0, with one
 * added to numerator and denominator (Davison and Hinkley 1997, 4.2): below .05 about where the interval excludes 0.
 * @param own the figures of both entries on all tracks
 * @returns null where the figure cannot be computed for both
 */
export function pairedFigure(
  resampled: Resampled,
  [one, other]: readonly [number, number],
  own: readonly [Figures, Figures],
  key: FigureKey,
): PairedFigure | null {
  const [value, against] = [own[0][key], own[1][key]]
  if (value === null || against === null) return null
  const others = figureColumn(resampled, other, key)
  const differences = figureColumn(resampled, one, key).map((figure, index) => figure - (others[index] ?? NaN))
  const found = bounds(resampled, differences)
  if (!found) return null
  const known = differences.filter((difference) => !Number.isNaN(difference))
  const share = (side: (difference: number) => boolean): number => (1 + known.filter(side).length) / (1 + known.length)
  const p = Math.min(
    1,
    2 *
      Math.min(
        share((difference) => difference <= 0),
        share((difference) => difference >= 0),
      ),
  )
  return { value: value - against, ...found, p }
}

/**
 * The entry that is surely the best in a figure: the interval of its difference to every other entry excludes 0, that to the second best
 * first of all. Null where none is, or fewer than two entries have the figure.
 * @returns the number of the entry
 */
export function surelyBest(resampled: Resampled, figures: readonly Figures[], key: FigureKey): number | null {
  const sign = smallerIsBetter(key) ? 1 : -1
  const [best, ...others] = figures
    .flatMap((own, entry) => (own[key] === null ? [] : [{ entry, own, rank: sign * own[key] }]))
    .sort((one, other) => one.rank - other.rank)
  if (!best || others.length === 0) return null
  const isSure = others.every(({ entry, own }) => {
    const difference = pairedFigure(resampled, [best.entry, entry], [best.own, own], key)
    return difference !== null && excludesZero(difference)
  })
  return isSure ? best.entry : null
}

/** Whether an interval says that there is a difference. */
export const excludesZero = ({ low, high }: Bounds): boolean => low > 0 || high < 0

function bounds({ sums, settings }: Resampled, column: Float64Array): Bounds | null {
  const sorted = column.filter((value) => !Number.isNaN(value)).sort()
  if (sums.groups < 2 || sorted.length === 0 || sorted.length < neededShare * settings.resamples) return null
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
}

function figureColumn({ settings, sums, values }: Resampled, entry: number, key: FigureKey): Float64Array {
  const size = sums.entries.length * figureKeys.length
  const position = entry * figureKeys.length + figureKeys.indexOf(key)
  return Float64Array.from({ length: settings.resamples }, (_, index) => values[index * size + position] ?? NaN)
}
