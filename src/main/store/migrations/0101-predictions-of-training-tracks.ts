/**
 * Whether the model of a prediction was trained on its track: 1 or 0; NULL where it is not known, or the file is no track here.
 * Filled in for models whose run is still there: a run learnt from the training set of its dataset, and from those of the runs whose
 * branches it took over, as far as all of them are there.
 */
export const predictionsOfTrainingTracks0101 = `
ALTER TABLE predictions ADD COLUMN trained_on INTEGER CHECK (trained_on IN (0, 1));

CREATE TEMP TABLE run_sources AS
WITH RECURSIVE sources (run_id, source_id) AS (
  SELECT id, id FROM runs
  UNION
  SELECT s.run_id, taken.value FROM sources s JOIN runs r ON r.id = s.source_id, json_each(r.settings, '$.fusion.runs') taken
)
SELECT s.run_id, r.dataset_id FROM sources s LEFT JOIN runs r ON r.id = s.source_id;

UPDATE predictions SET trained_on = EXISTS (
  SELECT 1 FROM prediction_sets s JOIN models m ON m.id = s.model_id JOIN temp.run_sources u ON u.run_id = m.run_id
  JOIN dataset_samples d ON d.dataset_id = u.dataset_id
  WHERE s.id = predictions.set_id AND d.track_id = predictions.track_id AND d.split = 'train')
WHERE track_id IS NOT NULL AND set_id IN (
  SELECT s.id FROM prediction_sets s JOIN models m ON m.id = s.model_id
  WHERE m.run_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temp.run_sources u WHERE u.run_id = m.run_id AND u.dataset_id IS NULL));

DROP TABLE temp.run_sources;
`
