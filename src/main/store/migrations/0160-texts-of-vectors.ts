/**
 * The tracks whose texts word vectors were learnt from, as a JSON array: null for imported vectors, which learnt elsewhere. Vectors of
 * earlier versions learnt from all texts of their kinds that there were. And what vectors a run reads, and how many of the tracks that it
 * holds out they know; runs of earlier versions do not say.
 */
export const textsOfVectors0160 = `
ALTER TABLE embeddings ADD COLUMN track_ids TEXT CHECK (json_valid(track_ids));
UPDATE embeddings SET track_ids = (
  SELECT json_group_array(track_id) FROM (
    SELECT DISTINCT t.track_id FROM texts t
    WHERE t.kind IN (SELECT value FROM json_each(embeddings.kinds)) AND t.updated_at <= embeddings.created_at
    ORDER BY t.track_id))
WHERE origin = 'trained';
ALTER TABLE runs ADD COLUMN vectors_read TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(vectors_read));
`
