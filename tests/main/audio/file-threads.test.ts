import { getEventListeners } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openFileThreads } from '@main/audio/file-threads'
import { collect } from '../../helpers/collect'
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

/** A thread that answers with so many parts as its path says: how many it has begun by then; `torn` fails after one, `slow` hangs there. */
const parting = `
import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
parentPort.on('message', async (message) => {
  if (message === 'go on') return
  const { path } = message
  if (path === 'torn' || path === 'slow') {
    parentPort.postMessage({ answer: 1, last: false })
    await once(parentPort, 'message')
    if (path === 'slow') for (;;);
    return parentPort.postMessage({ code: 'file-invalid', message: 'torn', hint: 'none' })
  }
  const count = Number(path)
  for (let part = 1; part < count; part += 1) {
    parentPort.postMessage({ answer: part + 1, last: false })
    await once(parentPort, 'message')
  }
  parentPort.postMessage({ answer: count, last: true })
})`

function threadsOf(code: string, count: number, limitMilliseconds = 60_000) {
  const entry = join(temporaryFolder(), 'thread.mjs')
  writeFileSync(entry, code)
  const threads = openFileThreads(entry, z.number(), { count, limitMilliseconds: () => limitMilliseconds })
  const abort = new AbortController()
  return {
    signal: abort.signal,
    close: threads.close,
    read: (path: string) => threads.read({ path }, abort.signal),
    stream: (path: string, signal = abort.signal) => threads.stream({ path }, signal),
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

  it('listen once for a cancel, however many files wait or crashed their thread', async () => {
    const threads = threadsOf(thread, 2)
    const paths = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? 'crash' : 'good'))
    const reading = Promise.allSettled(paths.map((path) => threads.read(path)))
    expect(getEventListeners(threads.signal, 'abort').length).toBeLessThan(2)
    expect((await reading).filter(({ status }) => status === 'rejected')).toHaveLength(12)
    expect(getEventListeners(threads.signal, 'abort').length).toBeLessThan(2)
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

  it('give an answer in parts, and make no more of it than the next one before a part is taken', async () => {
    const threads = threadsOf(parting, 1)
    const parts = threads.stream('5')
    expect(await parts.next()).toEqual({ done: false, value: 2 })
    await new Promise((resolve) => setTimeout(resolve, 50))
    // The thread counts the parts that it has begun: this one, the one that it holds, and the next.
    expect(await parts.next()).toEqual({ done: false, value: 3 })
    expect(await collect(parts)).toEqual([4, 5, 5])
    expect(await Promise.all(['1', '2'].map((path) => collect(threads.stream(path))))).toEqual([[1], [2, 2]])
    await threads.close()
  })

  it('go on with another file when the parts of one are left, or fail in between', async () => {
    const threads = threadsOf(parting, 1)
    for await (const part of threads.stream('9')) if (part > 2) break
    expect(await threads.read('1')).toBe(1)
    const abort = new AbortController()
    const cut = threads.stream('9', abort.signal)
    await cut.next()
    abort.abort(new Error('enough'))
    await expect(collect(cut)).rejects.toThrow('enough')
    const torn: number[] = []
    await expect(
      (async () => {
        for await (const part of threads.stream('torn')) torn.push(part)
      })(),
    ).rejects.toMatchObject({ code: 'file-invalid' })
    expect(torn).toEqual([1])
    expect(await threads.read('1')).toBe(1)
    await threads.close()
  })

  it('give a file its time anew for each part, and none while it waits to be taken', async () => {
    const threads = threadsOf(parting, 1, 400)
    const taken: number[] = []
    for await (const part of threads.stream('3')) {
      taken.push(part)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    expect(taken).toEqual([2, 3, 3])
    const slow = collect(threads.stream('slow'))
    await expect(slow).rejects.toThrow('was not decoded within')
    await threads.close()
  })

  it('fail every file when they cannot start', async () => {
    const threads = threadsOf('process.exit(1)', 1)
    const outcomes = await Promise.allSettled(['a', 'b'].map((path) => threads.read(path)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await threads.close()
  })
})
