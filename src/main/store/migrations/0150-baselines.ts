/** The simple models that a run is held against, as a JSON array, and why there are none; runs of earlier versions have none yet. */
export const baselines0150 = `
ALTER TABLE runs ADD COLUMN baselines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(baselines));
ALTER TABLE runs ADD COLUMN baselines_failure TEXT;
`
