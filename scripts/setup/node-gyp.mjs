import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findCommand, runCommand } from './command.mjs'
import { SetupProblem } from './problem.mjs'
import { makeWhole, withScratchFolder } from './whole.mjs'

/**
 * Compiles a native module with the node-gyp that comes with npm.
 * @param {string} folder where its binding.gyp is
 * @param {string[]} definitions further arguments, such as `--force_build=1`
 */
export async function compileNativeModule(machine, folder, definitions, environment = {}) {
  const gypArguments = ['rebuild', '--release', '--jobs=max', `--nodedir=${await nodeHeaders(machine)}`, ...definitions]
  const gyp = await findNodeGyp()
  const [command, ...before] = gyp.endsWith('.js') ? [process.execPath, gyp] : [gyp]
  await runCommand(command, [...before, ...gypArguments], {
    cwd: folder,
    environment,
    hint: 'A C++ 20 compiler, make and Python 3 are needed (Debian: apt-get install g++ make python3). Then run again.',
  })
}

async function findNodeGyp() {
  const beside = (npm) => join(npm, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const ofNpm = process.env.npm_execpath ? beside(dirname(dirname(process.env.npm_execpath))) : ''
  const ofNode = beside(join(dirname(dirname(process.execPath)), 'lib', 'node_modules', 'npm'))
  const known = [ofNpm, ofNode].find((path) => path !== '' && existsSync(path)) ?? findCommand('node-gyp')
  if (known) return known
  const ofGlobal = beside(join((await runCommand('npm', ['root', '--global'])).trim(), 'npm'))
  if (existsSync(ofGlobal)) return ofGlobal
  throw new SetupProblem(
    'node-gyp, which compiles native modules, was not found beside npm.',
    'Install npm together with Node, or: npm install --global node-gyp',
  )
}

/** A folder with `include/node` of exactly the running Node: its own, or that of the npm package of this platform's Node. */
async function nodeHeaders(machine) {
  const own = dirname(dirname(process.execPath))
  if (headersVersion(own) === process.version) return own
  const fetched = join(machine.cache, 'node-headers', process.version)
  if (headersVersion(fetched) !== process.version) await fetchHeaders(machine, fetched)
  return fetched
}

async function fetchHeaders(machine, target) {
  await withScratchFolder(machine.cache, async (scratch) => {
    const packed = await runCommand('npm', [
      'pack',
      '--silent',
      `node-${machine.platform}@${process.version.slice(1)}`,
      '--pack-destination',
      scratch,
    ])
    await runCommand('tar', ['-xzf', join(scratch, packed.trim()), '-C', scratch, 'package/include'], {
      hint: 'Install the development headers of your Node (Debian: apt-get install libnode-dev) and run again.',
    })
    await makeWhole(target, (unfinished) => runCommand('mv', [join(scratch, 'package'), unfinished]))
  })
}

function headersVersion(prefix) {
  try {
    const header = readFileSync(join(prefix, 'include', 'node', 'node_version.h'), 'utf8')
    const part = (name) => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(header)?.[1]
    return `v${part('MAJOR')}.${part('MINOR')}.${part('PATCH')}`
  } catch {
    return undefined
  }
}
