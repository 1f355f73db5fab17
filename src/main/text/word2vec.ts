import { fail } from '@shared/domain/failure'
import { inputVectors } from './word2vec-memory'
import { prepareShares } from './word2vec-prepare'
import type { TokenCorpus, Word2VecControl, Word2VecSettings } from './word2vec-settings'
import { learnShare, type Word2VecShare } from './word2vec-share'
import { learnOnThreads } from './word2vec-threads'

/**
 * Learns word vectors by skip-gram with negative sampling (Mikolov et al. 2013) with a learning rate that falls from 0.025 to 0.0001.
 * @returns vectors, shape [words + 1, size], row-major; row 0 is the padding's zeros
 * @throws Failure `nothing-to-do` without tokens; `unsupported` when the vectors need more than 4 GiB; the signal's reason when cancelled
 */
export async function trainWord2Vec(corpus: TokenCorpus, settings: Word2VecSettings, control: Word2VecControl = {}): Promise<Float32Array> {
  if (corpus.tokens.length === 0)
    fail('nothing-to-do', 'The texts hold no word to learn from.', 'Bring lyrics or comments in, or lower the minimum count.')
  control.signal?.throwIfAborted()
  const shares = prepareShares(corpus, settings)
  const [share] = shares
  if (!share) throw new TypeError('A training has one share at least.')
  // Negative samples need a second word.
  if (corpus.words > 1) await learn(shares, control)
  control.signal?.throwIfAborted()
  return inputVectors(share.layout, share.memory)
}

const breakMilliseconds = 100

async function learn(shares: readonly Word2VecShare[], control: Word2VecControl): Promise<void> {
  const [share] = shares
  if (!share) return
  const startedAt = performance.now()
  const total = share.tokens.length * share.epochs
  const report = (): void => {
    const done = share.read.reduce((sum, count) => sum + count, 0)
    control.progress?.({ done, total, wordsPerSecond: (1000 * done) / Math.max(1, performance.now() - startedAt) })
  }
  if (shares.length > 1) await learnOnThreads(shares, control, report)
  else await learnHere(share, control, report)
  report()
}

async function learnHere(share: Word2VecShare, { signal }: Word2VecControl, report: () => void): Promise<void> {
  let pausedAt = performance.now()
  for (const _ of learnShare(share)) {
    if (performance.now() - pausedAt < breakMilliseconds) continue
    report()
    await new Promise((resolve) => setImmediate(resolve))
    signal?.throwIfAborted()
    pausedAt = performance.now()
  }
}
