/**
 * A label may state one dimension alone. `stated` names it; the other coordinate is then the one that stood there before. Where none stood
 * there, the label has no coordinates and waits: `waiting` keeps the stated one until the other dimension comes.
 */
export const labelsOfOneDimension0124 = `
ALTER TABLE labels ADD COLUMN stated TEXT CHECK (stated IN ('valence', 'arousal'));
ALTER TABLE labels ADD COLUMN waiting REAL CHECK (
  waiting IS NULL OR (waiting BETWEEN -1 AND 1 AND stated IS NOT NULL AND valence IS NULL AND source <> 'tags')
);
`
