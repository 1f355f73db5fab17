import { type ObservedAndPredicted, quadrantAccuracy } from './metrics'
import { quadrantOf, quadrants } from './plane'
import { wilsonInterval } from './wilson'

/** How often predictions lie in the quadrant of the label, as shares in [0, 1]. */
export interface QuadrantReport {
  /** Of all tracks, with the 95 % interval of Wilson's score. */
  readonly right: { readonly value: number; readonly low: number; readonly high: number }
  /** Mean of the shares of the quadrants that have labels, so that each quadrant counts alike (balanced accuracy, as in scikit-learn). */
  readonly balanced: number
  /** What always naming the commonest quadrant of these labels would hit. */
  readonly majority: number
}

/** Right quadrant over all tracks; null without tracks. */
export function quadrantReport(pairs: readonly ObservedAndPredicted[]): QuadrantReport | null {
  if (pairs.length === 0) return null
  const labels = pairs.map(({ observed }) => quadrantOf(observed))
  const hits = pairs.filter(({ observed, predicted }) => quadrantOf(observed) === quadrantOf(predicted)).length
  const shares = quadrantAccuracy(pairs).filter((share) => share !== null)
  const counts = quadrants.map((quadrant) => labels.filter((label) => label === quadrant).length)
  return {
    right: wilsonInterval(hits, pairs.length),
    balanced: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    majority: Math.max(...counts) / pairs.length,
  }
}

/** A report of quadrants as a line, such as "62 % [51 %, 72 %], balanced 58 %; the commonest quadrant alone 41 %". */
export function quadrantsInWords({ right, balanced, majority }: QuadrantReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const interval = `${percent(right.value)} [${percent(right.low)}, ${percent(right.high)}]`
  return `${interval}, balanced ${percent(balanced)}; the commonest quadrant alone ${percent(majority)}`
}
