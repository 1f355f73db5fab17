import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { WriteLog } from '@shared/domain/report-unexpected'

/** A larger file makes way for a new one. */
const mostBytes = 1_000_000

/** The log file of the command line. */
export interface CommandLog {
  readonly path: string
  readonly write: WriteLog
}

/**
 * The log of the command line: `logs/command-line.log` in the user's data folder, made with its first entry.
 * @param show also takes each entry, as with `--verbose`
 */
export function openCommandLog(userDataDirectory: string, show: WriteLog): CommandLog {
  const path = join(userDataDirectory, 'logs', 'command-line.log')
  return {
    path,
    write: (entry) => {
      show(entry)
      try {
        mkdirSync(dirname(path), { recursive: true })
        makeWay(path)
        appendFileSync(path, `${new Date().toISOString()} ${entry}\n`)
      } catch (error) {
        // A full disk may be the very failure that is logged.
        process.stderr.write(`The log ${path} cannot be written: ${String(error)}\n${entry}\n`)
      }
    },
  }
}

function makeWay(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false })
  if (file && file.size > mostBytes) renameSync(path, `${path}.old`)
}
