// The window with live reloading of its views. `npm run dev`
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describeMachine } from './setup/machine.mjs'
import { readElectronFact } from './setup/electron-fact.mjs'
import { setUp } from './setup.mjs'

if (await setUp()) {
  const machine = describeMachine()
  const asRoot = process.getuid?.() === 0 ? ['--noSandbox'] : []
  const server = spawn(
    process.execPath,
    [join(machine.modules, 'electron-vite', 'bin', 'electron-vite.js'), 'dev', ...asRoot, ...process.argv.slice(2)],
    {
      cwd: machine.root,
      stdio: 'inherit',
      env: { ...process.env, ELECTRON_EXEC_PATH: readElectronFact(machine).executable },
    },
  )
  server.once('close', (code) => (process.exitCode = code ?? 1))
} else process.exitCode = 1
