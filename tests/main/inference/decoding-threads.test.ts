import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDecodingThreads } from '@main/inference/decoding-threads'
import { temporaryFolder } from '../../helpers/audio-fixtures'

/** A thread that answers with its path's length, refuses `bad`, and ends on `crash`. */
const thread = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ path }) => {
  if (path === 'crash') process.exit(3)
  if (path === 'bad') parentPort.postMessage({ code: 'file-invalid', message: 'bad file', hint: 'none' })
  else parentPort.postMessage({ excerpts: [{ samples: new Float32Array(2), startSeconds: 0, durationSeconds: path.length }] })
})`

function threadsOf(code: string, count: number) {
  const entry = join(temporaryFolder(), 'thread.mjs')
  writeFileSync(entry, code)
  const threads = openDecodingThreads(entry, count)
  const { signal } = new AbortController()
  return { close: threads.close, decode: (path: string) => threads.decode({ path, count: 1, startSeconds: null }, signal) }
}

describe('decoding threads', () => {
  it('answer every request, more than there are threads', async () => {
    const threads = threadsOf(thread, 2)
    const answers = await Promise.all(['a', 'bb', 'ccc', 'dddd', 'eeeee'].map((path) => threads.decode(path)))
    expect(answers.map(([excerpt]) => excerpt?.durationSeconds)).toEqual([1, 2, 3, 4, 5])
    await threads.close()
  })

  it('fail the file that is bad or that crashes them, and go on', async () => {
    const threads = threadsOf(thread, 1)
    const [bad, crash, good] = await Promise.allSettled([threads.decode('bad'), threads.decode('crash'), threads.decode('good')])
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'file-invalid', message: 'bad file' } })
    expect(crash).toMatchObject({ status: 'rejected', reason: { code: 'worker-crashed' } })
    expect(good).toMatchObject({ status: 'fulfilled' })
    await threads.close()
  })

  it('fail every file when they cannot start', async () => {
    const threads = threadsOf('process.exit(1)', 1)
    const outcomes = await Promise.allSettled(['a', 'b'].map((path) => threads.decode(path)))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await threads.close()
  })
})
