import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.mjs'
import { readElectronFact } from './electron-fact.mjs'
import { compileNativeModule } from './node-gyp.mjs'
import { pins } from './pins.mjs'
import { SetupProblem } from './problem.mjs'
import { makeWhole, withScratchFolder } from './whole.mjs'

const oldNodeApiDefines = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'"

/** SQLite for Node and Electron: the package's prebuilt binary, or one compiled from its source where Node-API is older. */
export const betterSqlite3 = {
  name: 'SQLite (better-sqlite3)',
  isDone: (machine) => {
    const { built, cached } = paths(machine)
    if (!existsSync(join(machine.modules, 'better-sqlite3'))) return false
    if (!mustCompile(machine)) return !existsSync(built)
    return existsSync(built) && existsSync(cached) && statSync(built).size === statSync(cached).size
  },
  inspect: (machine) => askSqlite(machine),
  make: async (machine, say) => {
    const { built, cached, folder } = paths(machine)
    rmSync(join(folder, 'build'), { recursive: true, force: true })
    if (!mustCompile(machine)) return `${await askSqlite(machine)}, prebuilt`
    const inCache = existsSync(cached)
    if (!inCache) {
      say('compiling it from its source (about a minute)')
      await compile(machine, folder, cached)
    }
    await makeWhole(built, (unfinished) => copyFileSync(cached, unfinished))
    return `${await askSqlite(machine)}, ${inCache ? 'compiled before' : 'compiled'}`
  },
}

/** Whether the prebuilt binary would crash one of the two programs that load it. */
function mustCompile(machine) {
  const electron = readElectronFact(machine)
  return Number(process.versions.napi) < pins.prebuiltSqliteNodeApi || electron?.origin === 'fallback'
}

function paths(machine) {
  const folder = join(machine.modules, 'better-sqlite3')
  const version = existsSync(folder) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : 'none'
  const libc = process.platform === 'linux' ? `-glibc${process.report.getReport().header.glibcVersionRuntime ?? 'none'}` : ''
  const cached = join(machine.cache, 'better-sqlite3', `${version}-${machine.platform}-node-api-9${libc}`, 'better_sqlite3.node')
  return { folder, cached, built: join(folder, 'build', 'Release', 'better_sqlite3.node') }
}

async function compile(machine, folder, cached) {
  await withScratchFolder(machine.cache, async (scratch) => {
    const source = join(scratch, 'better-sqlite3')
    cpSync(folder, source, { recursive: true })
    const recipe = join(source, 'binding.gyp')
    const original = readFileSync(recipe, 'utf8')
    const adapted = original.replace("'NAPI_VERSION=10'", oldNodeApiDefines)
    if (adapted === original)
      throw new SetupProblem('binding.gyp of better-sqlite3 no longer names NAPI_VERSION=10.', 'Use the pinned version of better-sqlite3.')
    writeFileSync(recipe, adapted)
    await compileNativeModule(machine, source, ['--force_build=1'], { NODE_PATH: machine.modules })
    await makeWhole(cached, (unfinished) => copyFileSync(join(source, 'build', 'Release', 'better_sqlite3.node'), unfinished))
  })
}

/** Opens a database, so that a binary that crashes is found here. */
async function askSqlite(machine) {
  const question =
    "const D = require('better-sqlite3'); process.stdout.write(new D(':memory:').prepare('select sqlite_version()').pluck().get())"
  return `SQLite ${await runCommand(process.execPath, ['-e', question], { cwd: machine.root })}`
}
