import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * A digest of the names, sizes and times of everything a build reads: equal as long as nothing was touched.
 * @param {string} root the repository
 * @param {readonly string[]} sources files and folders inside of it
 */
export function sourceDigest(root, sources) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => listFiles(join(root, source))).sort()) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => listFiles(join(path, entry.name)))
}
