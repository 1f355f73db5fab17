import { existsSync } from 'node:fs'
import { findCommand, runCommand } from './command.mjs'
import { hasDisplay } from './display.mjs'
import { readElectronFact } from './electron-fact.mjs'
import { SetupProblem } from './problem.mjs'

/** Debian package of a command; of several names the first that this Debian has is taken. */
const packageOfCommand = {
  'g++': ['g++'],
  make: ['make'],
  python3: ['python3'],
  'xvfb-run': ['xvfb'],
  xauth: ['xauth'],
}

/** Debian packages of the libraries Electron is linked with (`t64`: since Debian 13 and Ubuntu 24.04). */
const packageOfLibrary = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libgdk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libsmime3.so': ['libnss3'],
  'libnspr4.so': ['libnspr4'],
  'libgbm.so.1': ['libgbm1'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdrm.so.2': ['libdrm2'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libexpat.so.1': ['libexpat1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXrandr.so.2': ['libxrandr2'],
  'libudev.so.1': ['libudev1'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
}

/** What compiling native modules and fetching TensorFlow need. */
export const buildTools = {
  name: 'Compiler and Python',
  isDone: (machine) =>
    process.platform !== 'linux' || existsSync(`${machine.modules}/better-sqlite3/build/Release`) || missingBuildTools().length === 0,
  make: () => install(missingBuildTools()),
}

/** The libraries Electron's window needs, and the virtual display of the tests. */
export const displayPackages = {
  name: 'Libraries for the window',
  isDone: async (machine) => process.platform !== 'linux' || (await missingForDisplay(machine)).length === 0,
  make: async (machine) => install(await missingForDisplay(machine)),
}

/** What tests make AAC, WMA and Matroska files with, and what the program reads them with; without it those tests are skipped. */
export const testTools = {
  name: 'ffmpeg for the tests of its formats',
  isDone: () => process.platform !== 'linux' || !mayInstall() || findCommand('ffmpeg') !== undefined,
  make: () => install([['ffmpeg']]),
}

/** What WebGPU reaches a GPU by from plain Node (Electron brings its own); without it the command line trains on the CPU. */
export const vulkanLoader = {
  name: 'Vulkan loader for GPUs',
  isDone: async () => process.platform !== 'linux' || !mayInstall() || (await hasVulkanLoader()),
  make: () => install([['libvulkan1']]),
}

/** How pip is called here, as command and arguments; undefined without pip. */
export function findPip() {
  if (findCommand('pip3')) return ['pip3']
  return findCommand('pip') ? ['pip'] : undefined
}

/** Names of `library.so => not found` in what `ldd` prints. */
export function parseMissingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

/** Of each need's possible package names the first that is available, each once, sorted. */
export function choosePackages(needs, isAvailable) {
  return [...new Set(needs.map((names) => names.find(isAvailable) ?? names[0]))].sort()
}

/** What the window still needs, as lists of possible package names. */
export async function missingForDisplay(machine) {
  const virtualDisplay = hasDisplay() ? [] : ['xvfb-run', 'xauth']
  const commands = virtualDisplay.filter((name) => !findCommand(name)).map((name) => packageOfCommand[name])
  const electron = readElectronFact(machine)
  if (!electron || !findCommand('ldd')) return commands
  const libraries = parseMissingLibraries(await runCommand('ldd', [electron.executable]))
  return [...commands, ...libraries.map((name) => packageOfLibrary[name] ?? [`the package with ${name}`])]
}

function missingBuildTools() {
  const commands = ['g++', 'make', 'python3'].filter((name) => !findCommand(name)).map((name) => packageOfCommand[name])
  // Without pip, and without the right to install it, tfjs-node fetches its own TensorFlow.
  return findPip() || !mayInstall() ? commands : [...commands, ['python3-pip']]
}

async function hasVulkanLoader() {
  return findCommand('ldconfig') !== undefined && (await runCommand('ldconfig', ['-p'])).includes('libvulkan.so.1')
}

function mayInstall() {
  return process.getuid?.() === 0 && findCommand('apt-get') !== undefined
}

async function install(needs) {
  if (!mayInstall()) {
    const names = choosePackages(needs, () => true)
    throw new SetupProblem(
      `Missing system packages: ${names.join(' ')}.`,
      `sudo apt-get install ${names.join(' ')}   (or what your system calls them), then run again.`,
    )
  }
  const quiet = {
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    hint: 'Check that apt-get works (network, disk space), then run again.',
  }
  await runCommand('apt-get', ['update', '-qq'], quiet)
  const known = await runCommand('apt-cache', ['pkgnames'])
  const available = new Set(known.split('\n'))
  const names = choosePackages(needs, (name) => available.has(name))
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet)
  return names.join(' ')
}
