import { type Dataset, datasetSettingsSchema } from '@shared/contract/datasets'

/** A dataset of 96 tracks, each taken once. */
export function datasetOf(part: Partial<Dataset> = {}): Dataset {
  return {
    id: 1,
    name: 'Dataset 1',
    digest: 'abcdef0123456789',
    createdAt: '2026-01-02T03:04:05.000Z',
    settings: datasetSettingsSchema.parse({ name: 'Dataset 1' }),
    tracks: { train: 67, validation: 15, test: 14 },
    oneDimension: { valence: 0, arousal: 0 },
    quadrants: [24, 24, 24, 24],
    samples: { train: 67, validation: 15, test: 14 },
    trainingQuadrants: [17, 17, 17, 16],
    leak: null,
    leftOut: { withoutModality: 0, inOtherLanguage: 0, inCheckedSet: 0, withoutExcerpt: 0 },
    warnings: [],
    versionId: null,
    lexiconLicence: 'CC0',
    ...part,
  }
}
