import { basename } from 'node:path'
import type { FeatureRequest, FeaturesItem, FeaturesPayload, FeaturesResult } from '@shared/contract/workers/features'
import { asFailure } from '@shared/domain/failure'
import type { Session } from '../onnx/session'
import { concatenate } from './audio-block'
import { mfccLength } from '@shared/domain/feature-constants'
import { featurePath, hasFeature, writeFeature } from './feature-cache'
import type { JobListeners } from '@shared/contract/job-listeners'
import { extractMfcc } from './mfcc'
import { readExcerpt } from './read-excerpt'
import type { FileExcerpt } from './read-excerpt'
import { toSetAside } from './set-aside-file'

interface Pending {
  readonly request: FeatureRequest
  readonly excerpt: Pick<FileExcerpt, 'samples' | 'startSeconds'>
}

/**
 * Makes and caches the features of excerpts, one item each; what is cached is not made again.
 * @param session from `openMfccSession`
 * @throws Failure 'disk-full', 'permission-denied' when the cache cannot be written; the signal's reason when cancelled
 */
export async function extractFeatures(
  payload: FeaturesPayload,
  session: Session,
  listeners: JobListeners<FeaturesItem>,
): Promise<FeaturesResult> {
  const { files, cacheDirectory, batchSize } = payload
  const counts = { extracted: 0, cached: 0, setAside: 0 }
  let pending: Pending[] = []
  const finishBatch = async (): Promise<void> => {
    await writeBatch(pending, session, cacheDirectory, listeners)
    counts.extracted += pending.length
    pending = []
  }
  for (const [index, request] of files.entries()) {
    listeners.signal.throwIfAborted()
    listeners.progress({ done: index, total: files.length, message: basename(request.path) })
    const outcome = await readOne(request, cacheDirectory, listeners.signal)
    if ('excerpt' in outcome) pending.push(outcome)
    else {
      counts[outcome.kind === 'feature' ? 'cached' : 'setAside'] += 1
      listeners.item(outcome)
    }
    if (pending.length >= batchSize) await finishBatch()
  }
  await finishBatch()
  listeners.progress({ done: files.length, total: files.length })
  return counts
}

async function readOne(request: FeatureRequest, cacheDirectory: string, signal: AbortSignal): Promise<Pending | FeaturesItem> {
  const cachedPath = featurePath(cacheDirectory, request)
  if (await hasFeature(cachedPath)) return toItem(request, cachedPath, null)
  try {
    return { request, excerpt: await readExcerpt(request.path, request.startSeconds, signal) }
  } catch (error) {
    signal.throwIfAborted()
    return toSetAside(request.path, asFailure(error))
  }
}

async function writeBatch(
  pending: readonly Pending[],
  session: Session,
  cacheDirectory: string,
  listeners: JobListeners<FeaturesItem>,
): Promise<void> {
  if (pending.length === 0) return
  const mfcc = await extractMfcc(session, concatenate(pending.map(({ excerpt }) => excerpt.samples)))
  for (const [row, { request, excerpt }] of pending.entries()) {
    const path = featurePath(cacheDirectory, request)
    await writeFeature(path, mfcc.subarray(row * mfccLength, (row + 1) * mfccLength))
    listeners.item(toItem(request, path, excerpt.startSeconds))
  }
}

function toItem({ path, digest, startSeconds }: FeatureRequest, cachedPath: string, usedStartSeconds: number | null): FeaturesItem {
  return { kind: 'feature', path, digest, startSeconds, usedStartSeconds, featurePath: cachedPath, cached: usedStartSeconds === null }
}
