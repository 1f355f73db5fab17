/** The samples of a dataset: tracks as they are and their varied copies. A dataset frozen earlier has one sample for each track. */
export const datasetSamples0060 = `
CREATE TABLE dataset_samples (
  dataset_id INTEGER NOT NULL,
  track_id INTEGER NOT NULL,
  copy INTEGER NOT NULL CHECK (copy >= 0),
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  start_seconds REAL CHECK (start_seconds >= 0),
  augmentation_seed INTEGER,
  PRIMARY KEY (dataset_id, track_id, copy),
  FOREIGN KEY (dataset_id, track_id) REFERENCES dataset_tracks (dataset_id, track_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO dataset_samples (dataset_id, track_id, copy, split) SELECT dataset_id, track_id, 0, split FROM dataset_tracks;
`
