import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

export interface CliOutcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs the built command line in a process of its own, as a user would.
 * @param userData folder for its settings, so that the tester's own are never touched
 * @param whileRunning given a way to send it a signal
 */
export function runCli(
  commandLine: readonly string[],
  userData: string,
  whileRunning?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<CliOutcome> {
  const child = spawn(process.execPath, [entry, ...commandLine], { env: { ...process.env, CIRCUMPLEX_USER_DATA: userData } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  whileRunning?.((signal) => void child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }))
  })
}

/** Runs the command line with `--json` and reads its answer; throws what it wrote on standard error when it failed. */
export async function cliJson<Value>(commandLine: readonly string[], userData: string): Promise<Value> {
  const { exitCode, stdout, stderr } = await runCli([...commandLine, '--json'], userData)
  if (exitCode !== 0) throw new Error(`${commandLine.join(' ')} ended with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout) as Value
}
