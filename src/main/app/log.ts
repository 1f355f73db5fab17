import log from 'electron-log/main'

/** Starts the log file; what is written to the console, and what nobody caught, goes there too. */
export function startLog(): { path(): string } {
  log.initialize()
  Object.assign(console, log.functions)
  log.errorHandler.startCatching({ showDialog: false })
  return { path: () => log.transports.file.getFile().path }
}
