import type { LabelPoint } from './plane'
import type { SplitName } from './split'

/** An excerpt of a track as a dataset freezes it, with the label that counts for it, [−1, 1]; null where it has none of a dimension. */
export interface FrozenExcerpt extends LabelPoint {
  /** The excerpt of the library that it was; null: none, the program chose it. */
  readonly excerptId: number | null
  /** Where it begins in the track, in seconds; null: where the middle of the track begins. */
  readonly startSeconds: number | null
  /** Where it ends, in seconds; null where the start is. */
  readonly endSeconds: number | null
}

/** One row that a network learns from or is measured on: an excerpt of a track as it is, or a varied copy of it. */
export interface DatasetSample extends FrozenExcerpt {
  readonly trackId: number
  readonly split: SplitName
  /** Counts the samples of a track from 0. */
  readonly copy: number
  /** Seed of the variation of its texts; null: the texts as they are. */
  readonly augmentationSeed: number | null
}

/** Whether a sample is no varied copy: what a track is measured by. */
export function isOriginal({ augmentationSeed }: Pick<DatasetSample, 'augmentationSeed'>): boolean {
  return augmentationSeed === null
}

/** The middle of a track with the track's label. */
export function middleExcerpt({ valence, arousal }: LabelPoint): FrozenExcerpt {
  return { excerptId: null, startSeconds: null, endSeconds: null, valence, arousal }
}

/** The sample that stands for a track as it is. */
export function originalSample(track: Pick<DatasetSample, 'trackId' | 'split'> & LabelPoint): DatasetSample {
  return { trackId: track.trackId, split: track.split, copy: 0, ...middleExcerpt(track), augmentationSeed: null }
}
