/** How the folds of a run were trained, as JSON; null without folds and for runs of earlier versions. */
export const crossValidation0157 = `
ALTER TABLE runs ADD COLUMN cross_validation TEXT CHECK (cross_validation IS NULL OR json_valid(cross_validation));
`
