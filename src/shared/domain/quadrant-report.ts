import { type ObservedAndPredicted, quadrantAccuracy } from './metrics'
import { quadrantOf, quadrantOfLabel, quadrants } from './plane'
import { wilsonInterval } from './wilson'

/** How often predictions lie in the quadrant of the label, as shares in [0, 1]. */
export interface QuadrantReport {
  /** Of all tracks with both dimensions, with the 95 % interval of Wilson's score. */
  readonly right: { readonly value: number; readonly low: number; readonly high: number }
  /** Mean of the shares of the quadrants that have labels, so that each quadrant counts alike (balanced accuracy, as in scikit-learn). */
  readonly balanced: number
  /** What always naming the commonest quadrant of these labels would hit. */
  readonly majority: number
}

/** Right quadrant over all tracks whose label has both dimensions; null where none has. */
export function quadrantReport(pairs: readonly ObservedAndPredicted[]): QuadrantReport | null {
  const labels = pairs.map(({ observed }) => quadrantOfLabel(observed)).filter((quadrant) => quadrant !== null)
  if (labels.length === 0) return null
  const hits = pairs.filter(({ observed, predicted }) => quadrantOfLabel(observed) === quadrantOf(predicted)).length
  const shares = quadrantAccuracy(pairs).filter((share) => share !== null)
  const counts = quadrants.map((quadrant) => labels.filter((label) => label === quadrant).length)
  return {
    right: wilsonInterval(hits, labels.length),
    balanced: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    majority: Math.max(...counts) / labels.length,
  }
}

/** A report of quadrants as a line, such as "62 % [51 %, 72 %], balanced 58 %; the commonest quadrant alone 41 %". */
export function quadrantsInWords({ right, balanced, majority }: QuadrantReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  const interval = `${percent(right.value)} [${percent(right.low)}, ${percent(right.high)}]`
  return `${interval}, balanced ${percent(balanced)}; the commonest quadrant alone ${percent(majority)}`
}
