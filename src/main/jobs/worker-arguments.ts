/**
 * Arguments of Node for every worker: those of this process, without its inspector, whose port is taken; then those in
 * `CIRCUMPLEX_WORKER_ARGUMENTS`, separated by spaces, such as `--inspect-brk=9240`.
 * @param own arguments that a worker would inherit from this process
 */
export function workerArguments(environment: NodeJS.ProcessEnv = process.env, own: readonly string[] = process.execArgv): string[] {
  const further = (environment['CIRCUMPLEX_WORKER_ARGUMENTS'] ?? '').split(/\s+/).filter((argument) => argument !== '')
  return [...own.filter((argument) => !argument.startsWith('--inspect')), ...further]
}
