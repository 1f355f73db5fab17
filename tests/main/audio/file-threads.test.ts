import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openFileThreads } from '@main/audio/file-threads'
import { temporaryFolder } from '../../helpers/audio-fixtures'

/** A thread that answers with its path's length, refuses `bad`, answers `odd` oddly, ends on `crash`, and never ends `endless`. */
const thread = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ path }) => {
  if (path === 'crash') process.exit(3)
  if (path === 'endless') for (;;);
  if (path === 'bad') parentPort.postMessage({ code: 'file-invalid', message: 'bad file', hint: 'none' })
  else parentPort.postMessage({ answer: path === 'odd' ? 'a word' : path.length })
})`

function threadsOf(code: string, count: number, limitMilliseconds = 60_000) {
  const entry = join(temporaryFolder(), 'thread.mjs')
  writeFileSync(entry, code)
  const threads = openFileThreads(entry, z.number(), { count, limitMilliseconds: () => limitMilliseconds })
  const abort = new AbortController()
  return {
    close: threads.close,
    read: (path: string) => threads.read({ path }, abort.signal),
    abort: () => abort.abort(new Error('enough')),
  }
}

describe('file threads', () => {
  it('answer every request, more than there are threads', async () => {
    const threads = threadsOf(thread, 2)
    expect(await Promise.all(['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((path) => threads.read(path)))).toEqual([1, 2, 3, 4, 5])
    await threads.close()
  })

  it('fail the file that is bad, crashes them or is answered oddly, and go on', async () => {
    const threads = threadsOf(thread, 1)
    const outcomes = await Promise.allSettled(['bad', 'crash', 'odd', 'good'].map((path) => threads.read(path)))
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'file-invalid', message: 'bad file' } },
      { status: 'rejected', reason: { code: 'worker-crashed' } },
      { status: 'rejected' },
      { status: 'fulfilled', value: 4 },
    ])
    await threads.close()
  })

  it('give up a file at its time limit, even when the thread is blocked, and go on with the next', async () => {
    const threads = threadsOf(thread, 1, 300)
    const [endless, good] = await Promise.allSettled([threads.read('endless'), threads.read('good')])
    expect(endless).toMatchObject({
      reason: { code: 'file-invalid', message: expect.stringContaining("'endless' was not decoded within 1 s") },
    })
    expect(good).toMatchObject({ status: 'fulfilled', value: 4 })
    await threads.close()
  })

  it('let go of a file at once when the work is cancelled', async () => {
    const threads = threadsOf(thread, 1)
    const endless = threads.read('endless')
    setImmediate(threads.abort)
    await expect(endless).rejects.toThrow('enough')
    await expect(threads.read('good')).rejects.toThrow('enough')
    await threads.close()
  })

  it('fail every file when they cannot start', async () => {
    const threads = threadsOf('process.exit(1)', 1)
    const outcomes = await Promise.allSettled(['a', 'b'].map((path) => threads.read(path)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await threads.close()
  })
})
