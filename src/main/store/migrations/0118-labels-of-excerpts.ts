/** Of the source's excerpts that are there, the last label of each, unless it was taken back. */
const meansOf = (source: string): string => `
  SELECT l.track_id, max(l.id) AS label_id, avg(l.valence) AS valence, avg(l.arousal) AS arousal, '${source}' AS source,
    count(*) AS excerpts
  FROM labels l
  WHERE l.id IN (SELECT max(id) FROM labels WHERE source = '${source}' AND excerpt_id IS NOT NULL GROUP BY excerpt_id)
    AND l.valence IS NOT NULL AND l.excerpt_id IN (SELECT id FROM excerpts WHERE deleted_at IS NULL)
  GROUP BY l.track_id`

/** A mean replaces the labels of the sources behind it, and those of its own source only where they are none of the whole track. */
const takeMeans = (source: string, winning: string): string => `
INSERT OR REPLACE INTO current_labels (track_id, label_id, valence, arousal, source, quadrant, excerpts)
SELECT track_id, label_id, valence, arousal, source,
  CASE WHEN round(arousal, 9) >= 0 THEN CASE WHEN round(valence, 9) >= 0 THEN 1 ELSE 2 END
       ELSE CASE WHEN round(valence, 9) >= 0 THEN 4 ELSE 3 END END,
  excerpts
FROM (${meansOf(source)})
WHERE track_id NOT IN (SELECT track_id FROM current_labels WHERE source IN (${winning}));
`

/**
 * A track whose labels by people (else its imported ones) are on excerpts only has their mean as its label. `excerpts` counts them; 0: a
 * label of the whole track. `label_id` of a mean is the newest of its labels.
 */
export const labelsOfExcerpts0118 = `
ALTER TABLE current_labels ADD COLUMN excerpts INTEGER NOT NULL DEFAULT 0 CHECK (excerpts >= 0);
${takeMeans('human', "'human'")}
${takeMeans('imported', "'human', 'imported'")}
`
