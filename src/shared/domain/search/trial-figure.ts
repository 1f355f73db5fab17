/** How good a trial was after an epoch, on tracks that it did not learn from. */
export interface TrialEpoch {
  readonly epoch: number
  readonly trainLoss: number
  /** Mean squared error of valence and arousal on −1…1. */
  readonly validationLoss: number
  /** Null for a dimension of which no validation track has a label. */
  readonly r2Valence: number | null
  readonly r2Arousal: number | null
}

/**
 * The mean curve of the parts of a trial (folds), as far as all of them were trained.
 * @param parts the epochs of each part, in order
 */
export function meanCurve(parts: readonly (readonly TrialEpoch[])[]): TrialEpoch[] {
  const length = Math.min(...parts.map((part) => part.length))
  if (!Number.isFinite(length)) return []
  return Array.from({ length }, (_, index) => {
    const epochs = parts.flatMap((part) => part[index] ?? [])
    const mean = (of: (epoch: TrialEpoch) => number): number => epochs.reduce((sum, epoch) => sum + of(epoch), 0) / epochs.length
    return {
      epoch: index + 1,
      trainLoss: mean(({ trainLoss }) => trainLoss),
      validationLoss: mean(({ validationLoss }) => validationLoss),
      r2Valence: meanOfKnown(epochs.map(({ r2Valence }) => r2Valence)),
      r2Arousal: meanOfKnown(epochs.map(({ r2Arousal }) => r2Arousal)),
    }
  })
}

function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/** The epoch that a trial is judged by: the one with the lowest validation loss; null before the first. */
export function bestEpochOf(curve: readonly TrialEpoch[]): TrialEpoch | null {
  return curve.reduce<TrialEpoch | null>(
    (best, epoch) => (best === null || epoch.validationLoss < best.validationLoss ? epoch : best),
    null,
  )
}
