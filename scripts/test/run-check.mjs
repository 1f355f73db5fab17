import { spawn } from 'node:child_process'

/** Plain text into logs, and no greetings of TensorFlow between the lines. */
const quietly = { NO_COLOR: '1', FORCE_COLOR: undefined, TF_CPP_MIN_LOG_LEVEL: '2' }

/**
 * Runs a tool and keeps what it prints.
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export function runTool(command, commandArguments, { cwd, environment = {}, onOutput } = {}) {
  const startedAt = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, commandArguments, {
      cwd,
      env: { ...process.env, ...quietly, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk
        onOutput?.(chunk)
      })
    }
    const finish = (code) => resolve({ code, output, seconds: (Date.now() - startedAt) / 1000 })
    child.once('error', (error) => {
      output += `${command} could not start: ${error.message}\n`
      finish(1)
    })
    child.once('close', (code) => finish(code ?? 1))
  })
}
