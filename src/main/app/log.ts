import log from 'electron-log/main'
import type { WriteLog } from '@shared/domain/report-unexpected'

/** The log file of the window's program. */
export interface ProgramLog {
  readonly write: WriteLog
  path(): string
}

/** Starts the log file; what is written to the console goes there too. */
export function startLog(): ProgramLog {
  Object.assign(console, log.functions)
  return { write: (entry) => log.error(entry), path: () => log.transports.file.getFile().path }
}
