import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { SetupProblem } from './problem.mjs'

const keptOutput = 8000

/**
 * Runs a command quietly and gives its standard output; its last words are shown only when it fails.
 * @param {string} command
 * @param {string[]} commandArguments
 * @param {{ cwd?: string, environment?: Record<string, string>, hint?: string }} options
 * @returns {Promise<string>}
 * @throws SetupProblem when it cannot start or ends with another code than 0
 */
export function runCommand(command, commandArguments, { cwd, environment = {}, hint } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let lastWords = ''
    const remember = (chunk) => (lastWords = (lastWords + chunk).slice(-keptOutput))
    child.stdout.setEncoding('utf8').on('data', (chunk) => remember((output += chunk) && chunk))
    child.stderr.setEncoding('utf8').on('data', remember)
    const described = [command, ...commandArguments].join(' ')
    child.once('error', (error) =>
      reject(new SetupProblem(`${described} could not start: ${error.message}`, hint ?? `Install ${command}.`)),
    )
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output)
      const ending = signal ? `was ended by ${signal}` : `ended with code ${code}`
      reject(
        new SetupProblem(
          `${described} ${ending}.\n${stripVTControlCharacters(lastWords).trim()}`,
          hint ?? 'Read the lines above, mend the cause, and run the same command again.',
        ),
      )
    })
  })
}

/** Whether a command is on the PATH. */
export function findCommand(name, environment = process.env) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    for (const suffix of suffixes) {
      const candidate = join(folder, name + suffix)
      if (folder !== '' && isExecutable(candidate)) return candidate
    }
  }
  return undefined
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
