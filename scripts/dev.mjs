// The window for development: views change at once, a change of the main side starts the program anew.
// `npm run dev`, `npm run dev -- --inspect=9229 --remote-debugging-port=9222`: arguments are Electron's.
import { spawn } from 'node:child_process'
import { createProgram } from './dev/program.mjs'
import { electronCommand } from './electron-command.mjs'
import { report } from './report.mjs'
import { hasDisplay } from './setup/display.mjs'
import { describeMachine } from './setup/machine.mjs'
import { setUp } from './setup.mjs'

if (!hasDisplay()) {
  report('There is no display here. On a virtual one: xvfb-run -a npm run dev')
  process.exitCode = 1
} else if (await setUp()) await develop(describeMachine(), process.argv.slice(2))
else process.exitCode = 1

async function develop(machine, further) {
  // Packages are there only after set-up.
  const [{ resolveConfig }, { serveViews, watchBuild }] = await Promise.all([import('electron-vite'), import('./dev/serve.mjs')])
  process.env.NODE_ENV_ELECTRON_VITE = 'development'
  const inline = { root: machine.root, logLevel: 'warn', build: { watch: {} } }
  const { main, preload, renderer } = (await resolveConfig(inline, 'serve')).config
  const views = await serveViews(renderer)
  const { command, commandArguments } = electronCommand(machine, further, { isRoot: process.getuid?.() === 0, virtualDisplay: false })
  const start = () => spawn(command, commandArguments, { stdio: 'inherit', env: { ...process.env, ELECTRON_RENDERER_URL: views.address } })
  const program = createProgram(start, (code) => process.exit(code), report)
  const startAnew = (what) => () => {
    report(`Built ${what}; starting the program anew.`)
    void program.restart()
  }
  await watchBuild(main, startAnew('src/main'), report)
  await watchBuild(preload, startAnew('src/preload'), report)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void program.stop().then(() => process.exit(0)))
  report(`Views are served at ${views.address}; changes of src/renderer show at once, of src/main and src/preload start the program anew.`)
  void program.start()
}
