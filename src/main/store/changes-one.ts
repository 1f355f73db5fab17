import type { RunResult } from 'better-sqlite3'
import { fail } from '@shared/domain/failure'

/**
 * Checks that a write by id hit its row. Without this, writing to a row that is gone would look like success and the value would be lost.
 * Inside a transaction the failure takes back what was written before it.
 * @param result what the statement's `run` gave
 * @param what the row in words, such as 'run 7'
 * @throws Failure `not-found` when no row was changed; `internal` when several were
 */
export function changesOne({ changes }: RunResult, what: string): void {
  if (changes === 1) return
  if (changes === 0) fail('not-found', `There is no ${what}; nothing was changed.`, 'It may have been removed. Look at the list again.')
  fail('internal', `${changes} rows were changed for ${what}, where one was meant.`, 'Copy diagnostics from the Help menu and report this.')
}
