import type { DatasetSample } from '@shared/domain/dataset-sample'

/** A training sample: the middle of track 1, labelled in the middle of the plane, but for what is given. */
export function sampleOf(part: Partial<DatasetSample> = {}): DatasetSample {
  return {
    trackId: 1,
    split: 'train',
    copy: 0,
    excerptId: null,
    startSeconds: null,
    endSeconds: null,
    valence: 0,
    arousal: 0,
    augmentationSeed: null,
    ...part,
  }
}
