import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folders that set-up works with.
 * @param {Record<string, string | undefined>} environment
 * @returns `root` the repository, `modules` its node_modules, `facts` notes that live and die with node_modules,
 *   `cache` what is kept outside of it; `platform` such as `linux-x64`
 */
export function describeMachine(environment = process.env, root = repositoryRoot()) {
  const cacheHome = environment.XDG_CACHE_HOME || join(homedir(), '.cache')
  const modules = join(root, 'node_modules')
  return {
    root,
    modules,
    facts: join(modules, '.circumplex'),
    cache: join(cacheHome, 'circumplex'),
    platform: `${process.platform}-${process.arch}`,
  }
}

function repositoryRoot() {
  return dirname(dirname(dirname(fileURLToPath(import.meta.url))))
}
