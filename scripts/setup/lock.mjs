import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Lets one set-up at a time work on the cache; a second one waits, and a lock whose owner has died is taken over.
 * @param {(message: string) => void} say
 */
export async function withLock(folder, say, work) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'setup.lock')
  for (let waited = 0; !tryLock(path); waited++) {
    if (waited === 1) say('Another set-up is running; waiting for it.')
    await wait(500)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!ownerLives(path)) rmSync(path, { force: true })
    return false
  }
}

function ownerLives(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
