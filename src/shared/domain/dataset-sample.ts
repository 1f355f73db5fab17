import type { SplitName } from './split'

/** One row that a network learns from or is measured on: a track as it is, or a varied copy of it. */
export interface DatasetSample {
  readonly trackId: number
  readonly split: SplitName
  /** 0 is the original; copies count from 1 within a track. */
  readonly copy: number
  /** Where the excerpt begins in the track, in seconds; null: where the track's own excerpt begins, else its middle. */
  readonly startSeconds: number | null
  /** Seed of the variation of its texts; null: the texts as they are. */
  readonly augmentationSeed: number | null
}

/** The sample that stands for a track as it is. */
export function originalSample({ trackId, split }: Pick<DatasetSample, 'trackId' | 'split'>): DatasetSample {
  return { trackId, split, copy: 0, startSeconds: null, augmentationSeed: null }
}
