import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.mjs'
import { compileNativeModule } from './node-gyp.mjs'
import { findPip } from './system-packages.mjs'
import { pins } from './pins.mjs'
import { allExist, checkDigest, makeWhole, withScratchFolder } from './whole.mjs'
import { unzip } from './unzip.mjs'

const libraries = { 'libtensorflow_cc.so.2': 'libtensorflow.so', 'libtensorflow_framework.so.2': 'libtensorflow_framework.so' }
const neededHeaders =
  /^tensorflow\/include\/(tensorflow\/c|tensorflow\/core\/platform|xla\/tsl\/c|xla\/tsl\/platform|tsl\/c|tsl\/platform)\/.*\.h$/

/** libtensorflow (out of the Python wheel, kept in the cache) and tfjs-node's binding to it. */
export const tensorflow = {
  name: 'TensorFlow (tfjs-node)',
  isDone: (machine) => {
    const { deps, binding } = paths(machine)
    return (
      allExist(binding, join(deps, 'lib')) &&
      (!fromWheel(machine) || allExist(...Object.values(libraries).map((name) => join(deps, 'lib', name))))
    )
  },
  inspect: (machine) => askTensorflow(machine),
  make: async (machine, say) => {
    if (!fromWheel(machine)) return installByPackage(machine)
    const { library, cachedBinding, deps, binding } = paths(machine)
    if (!existsSync(library)) await fetchLibrary(library, machine, say)
    if (!existsSync(cachedBinding)) {
      say('compiling the binding')
      await compileBinding(machine)
    }
    rmSync(deps, { recursive: true, force: true })
    mkdirSync(deps, { recursive: true })
    for (const part of ['include', 'lib']) symlinkSync(join(library, part), join(deps, part))
    await makeWhole(binding, (unfinished) => copyFileSync(cachedBinding, unfinished))
    return askTensorflow(machine)
  },
}

/** One TensorFlow for everybody on Linux; elsewhere tfjs-node fetches the one it was released with. */
function fromWheel(machine) {
  return machine.platform === 'linux-x64' && (existsSync(paths(machine).library) || findPip() !== undefined)
}

function paths(machine) {
  const folder = join(machine.modules, '@tensorflow', 'tfjs-node')
  const version = existsSync(folder) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : 'none'
  const kind = `napi-v${pins.tensorflow.bindingNodeApi}`
  const key = `${version}-${machine.platform}-${kind}-tensorflow-${pins.tensorflow.version}`
  return {
    folder,
    deps: join(folder, 'deps'),
    binding: join(folder, 'lib', kind, 'tfjs_binding.node'),
    cachedBinding: join(machine.cache, 'tfjs-node', key, 'tfjs_binding.node'),
    library: join(machine.cache, 'tensorflow', `${pins.tensorflow.version}-${machine.platform}`),
  }
}

async function fetchLibrary(library, machine, say) {
  await withScratchFolder(machine.cache, async (scratch) => {
    const { requirement, wheelPlatform, wheelPython, wheelSha256 } = pins.tensorflow
    say(`fetching ${requirement} with pip (274 MB)`)
    const [command, ...before] = findPip()
    await runCommand(
      command,
      [
        ...before,
        'download',
        '--quiet',
        '--no-deps',
        '--no-cache-dir',
        '--only-binary=:all:',
        '--platform',
        wheelPlatform,
        '--python-version',
        wheelPython,
        '--dest',
        scratch,
        requirement,
      ],
      { hint: 'pip needs the Python package index: check the network, then run again.' },
    )
    const wheel = join(
      scratch,
      readdirSync(scratch).find((name) => name.endsWith('.whl')),
    )
    await checkDigest(wheel, 'sha256', 'hex', wheelSha256)
    say('unpacking its libraries (853 MB)')
    await makeWhole(library, async (unfinished) => {
      await unzip(wheel, (name) => pathInLibrary(unfinished, name))
      for (const [file, link] of Object.entries(libraries)) symlinkSync(file, join(unfinished, 'lib', link))
    })
  })
}

function pathInLibrary(folder, name) {
  const file = name.slice('tensorflow/'.length)
  if (Object.hasOwn(libraries, file)) return join(folder, 'lib', file)
  if (name === 'tensorflow/THIRD_PARTY_NOTICES.txt') return join(folder, file)
  return neededHeaders.test(name) ? join(folder, file) : undefined
}

async function compileBinding(machine) {
  const { folder, library, cachedBinding } = paths(machine)
  await withScratchFolder(machine.cache, async (scratch) => {
    for (const part of ['binding', 'binding.gyp', 'package.json']) cpSync(join(folder, part), join(scratch, part), { recursive: true })
    symlinkSync(library, join(scratch, 'deps'))
    await compileNativeModule(
      machine,
      scratch,
      ['--module_name=tfjs_binding', `--module_path=${join(scratch, 'made')}`, `--napi_build_version=${pins.tensorflow.bindingNodeApi}`],
      { NODE_PATH: machine.modules },
    )
    await makeWhole(cachedBinding, (unfinished) => copyFileSync(join(scratch, 'made', 'tfjs_binding.node'), unfinished))
  })
}

async function installByPackage(machine) {
  await runCommand('npm', ['run', 'install'], {
    cwd: paths(machine).folder,
    hint: 'tfjs-node fetches libtensorflow by itself here: check the network, then run again.',
  })
  return askTensorflow(machine)
}

async function askTensorflow(machine) {
  const question =
    "const util = require('node:util'); util.isNullOrUndefined ??= (v) => v == null; util.isArray ??= Array.isArray;" +
    "const tf = require('@tensorflow/tfjs-node');" +
    "process.stdout.write(tf.version['tfjs-node'] + ' on TensorFlow ' + tf.backend().binding.TF_Version)"
  const environment = { TF_CPP_MIN_LOG_LEVEL: '2' }
  return `tfjs-node ${await runCommand(process.execPath, ['-e', question], { cwd: machine.root, environment })}`
}
