/** By how much gains of the files move a run's predictions, as JSON; null where that was not measured. */
export const levelShift0158 = `
ALTER TABLE runs ADD COLUMN level_shift TEXT CHECK (level_shift IS NULL OR json_valid(level_shift));
`
