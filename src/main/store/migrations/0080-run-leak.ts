/** The leak of a run that took over branches which learnt from other tracks than its dataset's training set, as JSON; else null. */
export const runLeak0080 = `
ALTER TABLE runs ADD COLUMN leak TEXT;
`
