/** How many test rows of a dataset share their track with the training set, as JSON; null for a dataset frozen before it was measured. */
export const datasetLeak0061 = `
ALTER TABLE datasets ADD COLUMN leak TEXT;
`
