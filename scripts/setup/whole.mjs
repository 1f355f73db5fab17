import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { SetupProblem } from './problem.mjs'

const unfinishedPrefix = '.unfinished-'

/**
 * Makes a file or folder all at once: under another name first, renamed when whole. What exists is therefore never half made.
 * @param {string} target
 * @param {(unfinished: string) => Promise<void> | void} make writes to the path it is given
 */
export async function makeWhole(target, make) {
  mkdirSync(dirname(target), { recursive: true })
  const unfinished = join(dirname(target), `${unfinishedPrefix}${randomUUID()}-${basename(target)}`)
  try {
    await make(unfinished)
    rmSync(target, { recursive: true, force: true })
    renameSync(unfinished, target)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Lends an empty folder inside `parent` to `work` and removes it afterwards. */
export async function withScratchFolder(parent, work) {
  const scratch = join(parent, `${unfinishedPrefix}${randomUUID()}`)
  mkdirSync(scratch, { recursive: true })
  try {
    return await work(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Removes what a killed set-up has left behind. Call it with the lock held: no other process may work in the folder.
 * @param {number} depth folders below `folder` that are looked through too
 */
export function removeUnfinished(folder, depth = 2) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith(unfinishedPrefix)) rmSync(path, { recursive: true, force: true })
    else if (entry.isDirectory() && depth > 0) removeUnfinished(path, depth - 1)
  }
}

/** Writes a small JSON file all at once. */
export function writeFact(path, value) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.unfinished`, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(`${path}.unfinished`, path)
}

/**
 * Refuses a file whose digest is not the pinned one.
 * @param {string} path
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding of `expected`
 * @throws SetupProblem when it differs
 */
export async function checkDigest(path, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  const found = hash.digest(encoding)
  if (found === expected) return
  throw new SetupProblem(
    `${basename(path)} has the ${algorithm} ${found}, pinned is ${expected}.`,
    'The download was damaged or replaced: run again; if it stays so, ask the project before using it.',
  )
}

/** Whether all of the paths exist (a link whose target is gone does not). */
export function allExist(...paths) {
  return paths.every((path) => existsSync(path))
}
