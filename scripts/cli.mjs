// The command line, in this process: its standard output and exit code are the command's own. `npm run -s cli -- COMMAND …`
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'
import { readElectronFact } from './setup/electron-fact.mjs'
import { describeMachine } from './setup/machine.mjs'

if (await prepare({ forWindow: false })) {
  const program = join(describeMachine().root, 'out', 'main', 'cli.js')
  process.argv[1] = program
  // By it the command line prints reports as PDF.
  const electron = readElectronFact(describeMachine())
  if (electron) process.env.CIRCUMPLEX_ELECTRON ??= electron.executable
  await import(pathToFileURL(program).href)
}
