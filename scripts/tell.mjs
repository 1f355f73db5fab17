/** Prints a line on standard error: standard output belongs to results. */
export function tell(line) {
  process.stderr.write(`${line}\n`)
}

/** Tells an error with its hint and makes the process end with code 1. */
export function tellFailure(error) {
  tell(error.hint ? error.message : (error.stack ?? String(error)))
  if (error.hint) tell(`What to do: ${error.hint}`)
  process.exitCode = 1
}
