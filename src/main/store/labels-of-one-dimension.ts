/**
 * A query: the tracks that have a label of one dimension alone, by `track_id`, with that coordinate, NULL for the other, the label and its
 * source. Of several sources the first counts, of a source what it says of the whole track before the mean over
 * its excerpts. Another source may have labelled the track in both dimensions: then that label counts.
 */
export const labelsOfOneDimension = `
  SELECT track_id, label_id, valence, arousal, source FROM (
    SELECT track_id, max(id) AS label_id, avg(CASE stated WHEN 'valence' THEN waiting END) AS valence,
      avg(CASE stated WHEN 'arousal' THEN waiting END) AS arousal, source,
      row_number() OVER (PARTITION BY track_id ORDER BY source_rank(source), excerpt_id IS NOT NULL) AS standing
    FROM labels
    WHERE waiting IS NOT NULL
      AND id IN (SELECT max(id) FROM labels WHERE version_id IS NULL GROUP BY track_id, source, excerpt_id)
      AND (excerpt_id IS NULL OR excerpt_id IN (SELECT id FROM excerpts WHERE deleted_at IS NULL))
    GROUP BY track_id, source, excerpt_id IS NOT NULL
  ) WHERE standing = 1`
