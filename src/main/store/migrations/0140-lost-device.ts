/** The device that a run broke off for, as JSON; null where it did not. */
export const lostDevice0140 = `
ALTER TABLE runs ADD COLUMN lost_device TEXT CHECK (lost_device IS NULL OR json_valid(lost_device));
`
