// Opens the workstation, after making what is missing. `npm start`, `npm start -- --xvfb`
import { spawn } from 'node:child_process'
import { electronCommand } from './electron-command.mjs'
import { takeJourney } from './journey.mjs'
import { prepare } from './prepare.mjs'
import { hasDisplay } from './setup/display.mjs'
import { describeMachine } from './setup/machine.mjs'
import { report } from './report.mjs'

const wanted = process.argv.slice(2)
/** A window that ends with an error before this many milliseconds never really opened. */
const soonMilliseconds = 10_000
const virtualDisplay = wanted.includes('--xvfb')

if (await prepare()) {
  if (virtualDisplay || hasDisplay()) openWindow()
  else {
    report('There is no display here, so the window cannot open (with `npm start -- --xvfb` it opens on a virtual one).')
    report('The same journey on the sample library, by command line:')
    process.exitCode = (await takeJourney(wanted)) ? 0 : 1
  }
}

function openWindow() {
  const further = wanted.filter((argument) => argument !== '--xvfb')
  const { command, commandArguments } = electronCommand(describeMachine(), further, { isRoot: process.getuid?.() === 0, virtualDisplay })
  const openedAt = Date.now()
  const window = spawn(command, commandArguments, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => window.kill(signal))
  window.once('error', (error) => report(`The window could not open: ${error.message}. \`npm run doctor\` shows what is missing.`))
  window.once('close', (code, signal) => {
    process.exitCode = code ?? 1
    if (Date.now() - openedAt < soonMilliseconds && process.exitCode !== 0) reportWhyNot(signal ?? `code ${code}`)
  })
}

function reportWhyNot(ending) {
  report(`The window ended at once (${ending}). \`npm run doctor\` shows what is missing.`)
  report('Where the system forbids its users sandboxes of their own (the lines above then name the sandbox): npm start -- --no-sandbox')
}
