import { Worker } from 'node:worker_threads'
import { Failure } from '@shared/domain/failure'
import type { Word2VecControl } from './word2vec-settings'
import type { Word2VecShare } from './word2vec-share'

const reportMilliseconds = 200

/**
 * Learns each share on a thread of its own; all write the same vectors without locks (Niu et al. 2011, Hogwild).
 * @param report called a few times a second
 * @throws Failure `worker-crashed` when a thread ends early; the signal's reason when cancelled, after all threads have stopped
 */
export async function learnOnThreads(
  shares: readonly Word2VecShare[],
  { threadEntry, signal }: Word2VecControl,
  report: () => void,
): Promise<void> {
  if (threadEntry === undefined) throw new TypeError('Several threads need the path of their program.')
  const stop = (): void => shares.forEach((share) => Atomics.store(share.stop, 0, 1))
  signal?.addEventListener('abort', stop, { once: true })
  const timer = setInterval(report, reportMilliseconds)
  try {
    const ends = await Promise.allSettled(shares.map((share) => learnOnThread(threadEntry, share).catch(stopAll(stop))))
    signal?.throwIfAborted()
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function stopAll(stop: () => void): (reason: unknown) => never {
  return (reason) => {
    stop()
    throw reason
  }
}

function learnOnThread(entry: string, share: Word2VecShare): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: share })
    let problem: unknown
    worker.on('error', (error) => {
      problem = error
    })
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(crashed(problem))))
  })
}

function crashed(problem: unknown): Failure {
  return new Failure('worker-crashed', `A thread that learnt word vectors ended: ${String(problem)}.`, 'Try again with one thread.')
}
