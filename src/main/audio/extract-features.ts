import { basename } from 'node:path'
import type { FeatureRequest, FeaturesItem, FeaturesPayload, FeaturesResult } from '@shared/contract/workers/features'
import { asFailure, Failure } from '@shared/domain/failure'
import { modalityDescriptors } from '@shared/domain/modality'
import { groupBy } from '@shared/domain/group-by'
import type { Session } from '../onnx/session'
import { concatenate } from './audio-block'
import { identityOfBackbone } from './backbone-identity'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { featurePath, hasFeature, writeFeature } from './feature-cache'
import type { JobListeners } from '@shared/contract/job-listeners'
import { allFinite } from './first-beyond'
import { extractFrom } from './mfcc'
import { type AskedExcerpt, type Excerpt, type ExcerptsRequest, readAskedExcerpts } from './read-excerpt'
import { inParts } from './sample-parts'
import { toSetAside } from './set-aside-file'

interface Pending {
  readonly request: FeatureRequest
  readonly excerpt: Excerpt
}

/** Decodes a file once and reads excerpts of it, here or in a thread of its own. */
export type ReadExcerpts = (request: ExcerptsRequest, signal: AbortSignal) => AsyncIterable<readonly AskedExcerpt[]>

const readHere: ReadExcerpts = (request, signal) => inParts(readAskedExcerpts(request, signal))

/**
 * Makes and caches the features of excerpts, one item each; what is cached is not made again. A file is decoded once for all excerpts that
 * are wanted of it.
 * @param session of the graph that makes them: from `openMfccSession`, or of the payload's backbone
 * @param read in this thread, or the same in a thread that can be ended
 * @throws Failure 'disk-full', 'permission-denied' when the cache cannot be written; the signal's reason when cancelled
 */
export async function extractFeatures(
  payload: FeaturesPayload,
  session: Session,
  listeners: JobListeners<FeaturesItem>,
  read: ReadExcerpts = readHere,
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
  let done = 0
  for (const [path, ofFile] of groupBy(files, (request) => request.path)) {
    listeners.signal.throwIfAborted()
    listeners.progress({ done, total: files.length, message: basename(path) })
    for await (const outcome of readFile(ofFile, payload, read, listeners.signal)) {
      if ('excerpt' in outcome) pending.push(outcome)
      else report(outcome)
      if (pending.length >= batchSize) await finishBatch()
    }
    done += ofFile.length
  }
  await finishBatch()
  listeners.progress({ done: files.length, total: files.length })
  return counts
}

/** What the excerpts of one file give: what is cached, then what is decoded; where decoding fails, those that it did not reach fail. */
async function* readFile(
  requests: readonly FeatureRequest[],
  payload: FeaturesPayload,
  read: ReadExcerpts,
  signal: AbortSignal,
): AsyncGenerator<Pending | FeaturesItem> {
  const { rule } = payload
  const { length } = madeFeatures(payload)
  const wanted = new Map<number, FeatureRequest>()
  for (const request of requests) {
    const cachedPath = pathOf(request, payload)
    if (await hasFeature(cachedPath, rule, length)) yield toItem(request, cachedPath, null)
    else wanted.set(wanted.size, request)
  }
  const [first] = wanted.values()
  if (!first) return
  const excerpts = [...wanted.values()].map(({ startSeconds, heardSeconds }) => ({ startSeconds, heardSeconds }))
  try {
    for await (const part of read({ path: first.path, excerpts, rule }, signal)) {
      for (const { index, ...excerpt } of part) {
        const request = wanted.get(index)
        wanted.delete(index)
        if (request) yield { request, excerpt }
      }
    }
  } catch (error) {
    signal.throwIfAborted()
    for (const { path } of wanted.values()) yield toSetAside(path, asFailure(error))
  }
}

async function writeBatch(pending: readonly Pending[], session: Session, payload: FeaturesPayload): Promise<FeaturesItem[]> {
  if (pending.length === 0) return []
  const { length, output } = madeFeatures(payload)
  const made = await extractFrom(session, concatenate(pending.map(({ excerpt }) => excerpt.samples)), output, payload.rule)
  const items: FeaturesItem[] = []
  for (const [row, { request, excerpt }] of pending.entries()) {
    const own = made.subarray(row * length, (row + 1) * length)
    items.push(allFinite(own) ? await writeOne(request, excerpt.startSeconds, own, payload) : noFiniteFeature(request))
  }
  return items
}

async function writeOne(
  request: FeatureRequest,
  startSeconds: number,
  feature: Float32Array,
  payload: FeaturesPayload,
): Promise<FeaturesItem> {
  const path = pathOf(request, payload)
  await writeFeature(path, feature, payload.rule, madeFeatures(payload).length)
  return toItem(request, path, startSeconds)
}

/** How many numbers an excerpt's features have, and which output of the graph they are. */
function madeFeatures({ rule, backbone }: FeaturesPayload): { length: number; output: string } {
  if (!backbone) return { length: shapeOfRule(rule).mfccLength, output: modalityDescriptors.audio.graphInput }
  return { length: backbone.units, output: modalityDescriptors.backbone.graphInput }
}

function pathOf(request: FeatureRequest, { cacheDirectory, rule, backbone }: FeaturesPayload): string {
  return featurePath(cacheDirectory, {
    ...request,
    rule,
    ...(backbone && { backbone: identityOfBackbone(backbone.digest, backbone.card) }),
  })
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
