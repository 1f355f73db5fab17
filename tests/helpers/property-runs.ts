import fc from 'fast-check'

/** Loaded before the tests where `CIRCUMPLEX_PROPERTY_RUNS` says how often each property is tried that names no number of its own. */
fc.configureGlobal({ numRuns: Number(process.env.CIRCUMPLEX_PROPERTY_RUNS) })
