// Runs one benchmark of bench/. `npm run bench -- NAME …`
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'
import { describeMachine } from './setup/machine.mjs'
import { report } from './report.mjs'

const { root, modules } = describeMachine()
const folder = join(root, 'bench')
/** Benchmarks that drive the real window. */
const withWindow = ['penalty']
const [name = '', ...rest] = process.argv.slice(2)
const entry = join(folder, `${name}.ts`)

if (name === '' || !existsSync(entry)) {
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : []
  report(`There is no benchmark "${name}". There are: ${names.map((file) => file.slice(0, -'.ts'.length)).join(', ') || 'none yet'}.`)
  process.exitCode = 2
} else if (await prepare({ forWindow: withWindow.includes(name) })) {
  const built = join(modules, '.circumplex', 'bench', `${name}.mjs`)
  await bundle(entry, built)
  process.argv = [process.execPath, built, ...rest]
  await import(pathToFileURL(built).href)
}

/** Benchmarks are TypeScript, which Node 20 does not run: bundled with the packages left outside. */
async function bundle(input, file) {
  const { rolldown } = await import(pathToFileURL(join(modules, 'rolldown', 'dist', 'index.mjs')).href)
  const room = (part) => join(root, 'src', part)
  const bundled = await rolldown({
    input,
    platform: 'node',
    external: /^[^./@]|^@(?!shared\/|main\/)/,
    resolve: { alias: { '@shared': room('shared'), '@main': room('main') } },
  })
  await bundled.write({ file, format: 'es', codeSplitting: false })
  await bundled.close()
}
