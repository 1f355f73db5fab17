import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Python program that answers one line for each line it gets. */
export interface PythonPeer {
  /** Sends a request, gives the answer. */
  ask(request: unknown): Promise<unknown>
  stop(): void
}

/**
 * Starts a peer in a virtual environment of its own, kept in the user's cache; the first run installs its packages there.
 * @param name of the environment
 * @param packages pinned requirements such as `librosa==0.11.0`
 * @param scriptPath a program that reads a line of JSON, writes a line of JSON, and so on until its input ends
 * @param environment variables that the program gets besides those of this process
 */
export function startPythonPeer(
  name: string,
  packages: readonly string[],
  scriptPath: string,
  environment: Readonly<Record<string, string>> = {},
): PythonPeer {
  const python = preparePython(name, packages)
  const child = spawn(python, ['-u', scriptPath], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...environment } })
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const { value, done } = await answers.next()
      if (done) throw new Error(`${scriptPath} ended without an answer.`)
      const answer: unknown = JSON.parse(value)
      return answer
    },
    stop: () => void child.stdin.end(),
  }
}

function preparePython(name: string, packages: readonly string[]): string {
  const environment = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'circumplex', 'bench', name)
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) run('python3', ['-m', 'venv', environment])
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages])
  return python
}

function run(command: string, options: readonly string[]): void {
  const { status } = spawnSync(command, options, { stdio: ['ignore', process.stderr.fd, 'inherit'] })
  if (status !== 0) throw new Error(`'${command} ${options.join(' ')}' failed; the benchmark needs Python 3 with venv and pip.`)
}
