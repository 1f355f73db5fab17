/** Share of a fold's training tracks that patience holds back: they choose its epoch. */
export const heldBackShare = 0.1

/** How one fold was trained; tracks, not samples. */
export interface FoldRecord {
  readonly trainTracks: number
  /** Held back of its training to choose its epoch; 0: none, it trained all epochs. */
  readonly validationTracks: number
  /** Left out, to measure it. */
  readonly testTracks: number
  readonly epochsDone: number
  /** The epoch whose weights it was measured with. */
  readonly bestEpoch: number
}

/** How a run with folds was trained. */
export interface CrossValidation {
  /** Those that were done. */
  readonly folds: readonly FoldRecord[]
  /** The network that was fitted on all tracks afterwards; null: none was. */
  readonly onAll: { readonly tracks: number; readonly epochs: number } | null
}

/** How many epochs a network is trained on all tracks: the median of the folds' best epochs, halves rounded up. */
export function epochsOnAll(bestEpochs: readonly number[]): number {
  const sorted = [...bestEpochs].sort((a, b) => a - b)
  const [low = 1, high = low] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return Math.ceil((low + high) / 2)
}

/**
 * How folds were trained, as sentences without their last stop; none for folds that all trained the same epochs and no network after
 * them.
 */
export function crossValidationNotes({ folds, onAll }: CrossValidation): string[] {
  const heldBack = folds.map(({ validationTracks }) => validationTracks)
  const best = folds.map(({ bestEpoch }) => bestEpoch)
  const training = rangeInWords(folds.map(ofTraining))
  const isChosen = Math.max(0, ...heldBack) > 0
  const which = `${rangeInWords(heldBack)} of its ${training} training tracks`
  const held = `Each fold held back ${which}, which chose its epoch (${best.join(', ')})`
  return [...(isChosen ? [held] : []), ...(onAll ? [onAllInWords(onAll, isChosen)] : [])]
}

function onAllInWords({ tracks, epochs }: NonNullable<CrossValidation['onAll']>, isMedian: boolean): string {
  const how = isMedian ? `${countInWords(epochs)}, the median of the folds’ best` : `${countInWords(epochs)}, as each fold`
  return `Then fitted on all ${tracks} tracks for ${how}`
}

function countInWords(epochs: number): string {
  return `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`
}

function ofTraining({ trainTracks, validationTracks }: FoldRecord): number {
  return trainTracks + validationTracks
}

/** Such as "12", or "12–13" where they differ. */
function rangeInWords(counts: readonly number[]): string {
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  return low === high ? String(low) : `${low}–${high}`
}
