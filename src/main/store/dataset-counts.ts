import type { Dataset } from '@shared/contract/datasets'
import type { Dimension, Quadrant } from '@shared/domain/plane'
import type { SplitName } from '@shared/domain/split'
import type { LibraryDatabase } from './library'

/**
 * What of a dataset is counted: tracks once, all samples; quadrants of all tracks, and of the training samples by their own labels; tracks
 * whose label has one dimension alone.
 */
export type DatasetCounts = Pick<Dataset, 'tracks' | 'samples' | 'oneDimension' | 'quadrants' | 'trainingQuadrants'>

interface CountRow {
  datasetId: number
  /** 1 for the first sample of each track. */
  first: number
  split: SplitName
  /** Of the track's label; null: it has one dimension alone, the `only` one. */
  quadrant: Quadrant | null
  only: Dimension | null
  /** Of the sample's own label. */
  sampleQuadrant: Quadrant | null
  samples: number
}

/** Counts the samples of one dataset, or of all; a dataset without samples is not in the answer. */
export function countDatasets(database: LibraryDatabase, datasetId: number | 'all'): Map<number, DatasetCounts> {
  const rows = database
    .prepare<[number | null], CountRow>(
      `SELECT s.dataset_id AS datasetId, s.copy = 0 AS first, s.split, quadrant_of(t.valence, t.arousal) AS quadrant,
         CASE WHEN t.arousal IS NULL THEN 'valence' WHEN t.valence IS NULL THEN 'arousal' END AS only,
         quadrant_of(s.valence, s.arousal) AS sampleQuadrant, COUNT(*) AS samples
       FROM dataset_samples s JOIN dataset_tracks t ON t.dataset_id = s.dataset_id AND t.track_id = s.track_id
       WHERE s.dataset_id = coalesce(?, s.dataset_id) GROUP BY 1, 2, 3, 4, 5, 6`,
    )
    .all(datasetId === 'all' ? null : datasetId)
  const counts = new Map<number, DatasetCounts>()
  for (const row of rows) {
    const own = counts.get(row.datasetId) ?? noSamples()
    counts.set(row.datasetId, own)
    add(own, row)
  }
  return counts
}

/** The counts of a dataset without samples. */
export function noSamples(): DatasetCounts {
  const none = (): DatasetCounts['tracks'] => ({ train: 0, validation: 0, test: 0 })
  return {
    tracks: none(),
    samples: none(),
    oneDimension: { valence: 0, arousal: 0 },
    quadrants: [0, 0, 0, 0],
    trainingQuadrants: [0, 0, 0, 0],
  }
}

function add(counts: DatasetCounts, { first, split, quadrant, only, sampleQuadrant, samples }: CountRow): void {
  counts.samples[split] += samples
  if (first === 1) {
    counts.tracks[split] += samples
    addTo(counts.quadrants, quadrant, samples)
    if (only !== null) counts.oneDimension[only] += samples
  }
  if (split === 'train') addTo(counts.trainingQuadrants, sampleQuadrant, samples)
}

function addTo(counts: DatasetCounts['quadrants'], quadrant: Quadrant | null, samples: number): void {
  if (quadrant === null) return
  const index = quadrant - 1
  counts[index] = (counts[index] ?? 0) + samples
}
