/**
 * The order of a dataset's tracks, and the groups that its folds keep together, where they came with the dataset from another library:
 * numbers and names of tracks differ there, and folds and batches follow from them.
 */
export const datasetOrder0156 = `
CREATE TABLE dataset_order (
  dataset_id INTEGER NOT NULL,
  track_id INTEGER NOT NULL,
  rank INTEGER NOT NULL CHECK (rank >= 0),
  group_name TEXT NOT NULL,
  PRIMARY KEY (dataset_id, track_id),
  UNIQUE (dataset_id, rank),
  FOREIGN KEY (dataset_id, track_id) REFERENCES dataset_tracks (dataset_id, track_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`
