import { basename } from 'node:path'
import type { FeatureRequest, FeaturesItem, FeaturesPayload, FeaturesResult } from '@shared/contract/workers/features'
import { asFailure, Failure } from '@shared/domain/failure'
import type { Session } from '../onnx/session'
import { concatenate } from './audio-block'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { featurePath, hasFeature, writeFeature } from './feature-cache'
import type { JobListeners } from '@shared/contract/job-listeners'
import { allFinite } from './first-beyond'
import { extractMfcc } from './mfcc'
import { readExcerpt } from './read-excerpt'
import type { Excerpt, ExcerptRequest } from './read-excerpt'
import { toSetAside } from './set-aside-file'

interface Pending {
  readonly request: FeatureRequest
  readonly excerpt: Excerpt
}

/** Reads an excerpt of a file, here or in a thread of its own. */
type ReadExcerpt = (request: ExcerptRequest, signal: AbortSignal) => Promise<Excerpt>

/**
 * Makes and caches the features of excerpts, one item each; what is cached is not made again.
 * @param session from `openMfccSession`
 * @param read `readExcerpt`, or the same in a thread that can be ended
 * @throws Failure 'disk-full', 'permission-denied' when the cache cannot be written; the signal's reason when cancelled
 */
export async function extractFeatures(
  payload: FeaturesPayload,
  session: Session,
  listeners: JobListeners<FeaturesItem>,
  read: ReadExcerpt = readExcerpt,
): Promise<FeaturesResult> {
  const { files, batchSize } = payload
  const counts = { extracted: 0, cached: 0, setAside: 0 }
  let pending: Pending[] = []
  const report = (item: FeaturesItem): void => {
    counts[item.kind === 'set-aside' ? 'setAside' : item.cached ? 'cached' : 'extracted'] += 1
    listeners.item(item)
  }
  const finishBatch = async (): Promise<void> => {
    for (const item of await writeBatch(pending, session, payload)) report(item)
    pending = []
  }
  for (const [index, request] of files.entries()) {
    listeners.signal.throwIfAborted()
    listeners.progress({ done: index, total: files.length, message: basename(request.path) })
    const outcome = await readOne(request, payload, read, listeners.signal)
    if ('excerpt' in outcome) pending.push(outcome)
    else report(outcome)
    if (pending.length >= batchSize) await finishBatch()
  }
  await finishBatch()
  listeners.progress({ done: files.length, total: files.length })
  return counts
}

async function readOne(
  request: FeatureRequest,
  { cacheDirectory, rule }: FeaturesPayload,
  read: ReadExcerpt,
  signal: AbortSignal,
): Promise<Pending | FeaturesItem> {
  const cachedPath = featurePath(cacheDirectory, { ...request, rule })
  if (await hasFeature(cachedPath, rule)) return toItem(request, cachedPath, null)
  try {
    return { request, excerpt: await read({ ...request, rule }, signal) }
  } catch (error) {
    signal.throwIfAborted()
    return toSetAside(request.path, asFailure(error))
  }
}

async function writeBatch(pending: readonly Pending[], session: Session, payload: FeaturesPayload): Promise<FeaturesItem[]> {
  if (pending.length === 0) return []
  const { mfccLength } = shapeOfRule(payload.rule)
  const mfcc = await extractMfcc(session, concatenate(pending.map(({ excerpt }) => excerpt.samples)), payload.rule)
  const items: FeaturesItem[] = []
  for (const [row, { request, excerpt }] of pending.entries()) {
    const own = mfcc.subarray(row * mfccLength, (row + 1) * mfccLength)
    items.push(allFinite(own) ? await writeOne(request, excerpt.startSeconds, own, payload) : noFiniteFeature(request))
  }
  return items
}

async function writeOne(
  request: FeatureRequest,
  startSeconds: number,
  mfcc: Float32Array,
  { cacheDirectory, rule }: FeaturesPayload,
): Promise<FeaturesItem> {
  const path = featurePath(cacheDirectory, { ...request, rule })
  await writeFeature(path, mfcc, rule)
  return toItem(request, path, startSeconds)
}

function noFiniteFeature({ path }: FeatureRequest): FeaturesItem {
  const reason = `'${path}' gives features that are not finite.`
  return toSetAside(path, new Failure('file-invalid', reason, 'Export the file again from the program that made it.'))
}

function toItem(
  { path, digest, startSeconds, heardSeconds }: FeatureRequest,
  cachedPath: string,
  usedStartSeconds: number | null,
): FeaturesItem {
  return {
    kind: 'feature',
    path,
    digest,
    startSeconds,
    heardSeconds,
    usedStartSeconds,
    featurePath: cachedPath,
    cached: usedStartSeconds === null,
  }
}
