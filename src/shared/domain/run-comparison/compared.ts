import type { PlanePoint } from '../plane'

/** A track by which models are compared. Its label may state one dimension alone. */
export interface ComparedTrack {
  readonly trackId: number
  /** The label, −1…1; null where that dimension has none. */
  readonly valence: number | null
  readonly arousal: number | null
  /** What is drawn together when tracks are resampled: the track itself, its artist or its album. */
  readonly group: string
}

/** One line of a comparison: a run, a baseline, a model, or several runs that differ only in their seed. */
export interface ComparedEntry {
  readonly key: string
  /** What each of its members predicts of every compared track, in their order, −1…1 and not clipped; one member or more. */
  readonly members: readonly (readonly PlanePoint[])[]
  /** It predicts the same of every track but for the fold: a correlation, or a slope, would only show how the folds were drawn. */
  readonly isConstant?: boolean
}
