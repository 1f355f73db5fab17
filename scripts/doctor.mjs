// Reports what is there, what is missing, and the command that mends it; changes nothing. `npm run doctor`
import { existsSync, statfsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isFresh } from './build/build-if-stale.mjs'
import { findCommand } from './setup/command.mjs'
import { hasDisplay } from './setup/display.mjs'
import { describeMachine } from './setup/machine.mjs'
import { steps } from './setup/steps.mjs'

const neededBytes = 4e9
const machine = describeMachine()

/** Looks at one step of set-up: is it done, and does what it made really run? */
async function examineStep(step) {
  try {
    if (!(await step.isDone(machine)))
      return { name: step.name, state: step.optional ? 'absent' : 'missing', detail: 'not set up', mend: 'npm run setup' }
    return { name: step.name, state: 'ok', detail: (await step.inspect?.(machine)) ?? 'in place' }
  } catch (error) {
    return { name: step.name, state: 'missing', detail: error.message.split('\n')[0], mend: step.mend ?? 'npm run setup' }
  }
}

/** Things that set-up does not make: the user's own choice, or made on the way. */
function examineSystem() {
  return [
    finding(
      'Built program',
      existsSync(join(machine.root, 'src')) && isFresh(machine.root),
      'up to date with the sources',
      'not built from the present sources',
      'npm run build',
      'absent',
    ),
    finding(
      'Display',
      hasDisplay(),
      'there is one',
      'none: `npm start` takes the journey by command line',
      'npm start -- --xvfb',
      'absent',
    ),
    finding(
      'ffmpeg',
      findCommand('ffmpeg') !== undefined,
      'AAC, M4A and WMA files can be imported',
      'AAC, M4A and WMA files cannot be imported',
      'sudo apt-get install ffmpeg',
      'absent',
    ),
    finding(
      'Cache',
      existsSync(machine.cache),
      `${machine.cache} (may be removed: it is fetched again)`,
      'not made yet',
      'npm run setup',
      'absent',
    ),
    finding(
      'Disk space',
      existsSync(machine.cache) || freeBytes() > neededBytes,
      `${(freeBytes() / 1e9).toFixed(0)} GB free`,
      'set-up needs 4 GB',
      `free some space around ${machine.cache}`,
      'missing',
    ),
  ]
}

function finding(name, isThere, there, lacking, mend, otherwise) {
  return isThere ? { name, state: 'ok', detail: there } : { name, state: otherwise, detail: lacking, mend }
}

function freeBytes() {
  let folder = machine.cache
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

const findings = []
for (const step of steps) findings.push(await examineStep(step))
findings.push(...examineSystem())

const marks = { ok: '✓', absent: '–', missing: '✗' }
const width = Math.max(...findings.map(({ name }) => name.length))
for (const { name, state, detail, mend } of findings) {
  process.stdout.write(`${marks[state]} ${name.padEnd(width)}  ${detail}${mend ? `   → ${mend}` : ''}\n`)
}
const missing = findings.filter(({ state }) => state === 'missing')
process.stdout.write(
  missing.length === 0
    ? 'Everything that is needed is there.\n'
    : `Missing: ${missing.map(({ name }) => name).join(', ')}. \`npm run setup\` makes what it can.\n`,
)
process.exitCode = missing.length === 0 ? 0 : 1
