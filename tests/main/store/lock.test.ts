import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockLibrary } from '@main/store/lock'
import { temporaryFolder } from '../../helpers/library'

const packagePath = createRequire(import.meta.url).resolve('better-sqlite3')
const holder = `
  const database = new (require(${JSON.stringify(packagePath)}))(process.argv[1])
  database.exec('BEGIN EXCLUSIVE')
  console.log('held')
  setInterval(() => {}, 1000)`

describe('lockLibrary', () => {
  it('refuses while another process holds the lock, and takes it when that process was killed', async () => {
    const path = join(temporaryFolder(), 'lock.sqlite')
    const other = spawn(process.execPath, ['-e', holder, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    expect(() => lockLibrary(path)).toThrow(
      expect.objectContaining({ code: 'library-locked', hint: expect.stringContaining('Close the other window') }),
    )

    other.kill('SIGKILL')
    await once(other, 'exit')
    lockLibrary(path).release()
  })

  it('refuses a second time in the same process until it is released', () => {
    const path = join(temporaryFolder(), 'lock.sqlite')
    const first = lockLibrary(path)
    expect(() => lockLibrary(path)).toThrow(expect.objectContaining({ code: 'library-locked' }))
    first.release()
    first.release()
    lockLibrary(path).release()
  })
})
