/** Prints a line on standard error: standard output belongs to results. */
export function report(line) {
  process.stderr.write(`${line}\n`)
}

/** Prints an error with its hint and makes the process end with code 1. */
export function reportFailure(error) {
  report(error.hint ? error.message : (error.stack ?? String(error)))
  if (error.hint) report(`What to do: ${error.hint}`)
  process.exitCode = 1
}
