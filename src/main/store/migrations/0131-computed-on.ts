/** What computed the epochs of a run, stretch by stretch, as a JSON array; runs of earlier versions know the device's name alone. */
export const computedOn0131 = `
ALTER TABLE runs ADD COLUMN computed_on TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(computed_on));
`
