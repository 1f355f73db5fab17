import { readFile, stat } from 'node:fs/promises'
import type { PredictionPayload } from '@shared/contract/workers/prediction'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { middleExcerptStartSeconds } from '../audio/excerpt'
import { featurePath, readFeature } from '../audio/feature-cache'
import { mfccGraph } from '../audio/mfcc-graph'
import { encodeModel } from '../onnx/encode-model'
import { openSession, type Session } from '../onnx/session'
import { withoutFront } from '../onnx/without-front'
import type { ExcerptToPredict, FileToPredict } from './decode-ahead'

/** What is predicted without decoding, from features that a training or an extraction left. */
export interface CachedFeatures {
  /** The model without its beginning: it reads `mfcc` instead of `waveform`. */
  readonly session: Session
  /** The excerpt that a file's prediction takes; null where it is not cached, or the file is another one than it was. */
  read(file: FileToPredict): Promise<ExcerptToPredict | null>
}

/**
 * Opens what is cached for a prediction.
 * @param rule by which the model's excerpts are cut
 * @returns null where nothing of the cache can be used: files outside of a library, several excerpts of a file, or a model that makes its
 *   features in another way than this version of the program
 */
export async function openCachedFeatures(
  { modelPath, cacheDirectory, excerptsPerTrack, everySeconds }: PredictionPayload,
  rule: ExcerptRule,
): Promise<CachedFeatures | null> {
  if (cacheDirectory === undefined || excerptsPerTrack > 1 || everySeconds !== null) return null
  const graph = mfccGraph(rule)
  const [value] = graph.outputs
  const behind = value ? withoutFront(await readFile(modelPath), encodeModel(graph, {}), value) : null
  if (behind === null) return null
  const session = await openSession(behind)
  return { session, read: (file) => readCached(file, cacheDirectory, rule) }
}

async function readCached(
  { path, stored, startSeconds }: FileToPredict,
  cacheDirectory: string,
  rule: ExcerptRule,
): Promise<ExcerptToPredict | null> {
  if (!stored || startSeconds !== undefined || !(await isUnchanged(path, stored))) return null
  const mfcc = await readFeature(featurePath(cacheDirectory, { digest: stored.digest, startSeconds: null, rule }), rule)
  if (mfcc === null) return null
  const { durationSeconds } = stored
  const start = middleExcerptStartSeconds(durationSeconds, rule.lengthSeconds)
  return { samples: mfcc, input: 'mfcc', startSeconds: start, durationSeconds }
}

/** A file that cannot be looked at is left to who decodes it, and says why it cannot. */
async function isUnchanged(path: string, { sizeBytes, modifiedAtMs }: NonNullable<FileToPredict['stored']>): Promise<boolean> {
  const present = await stat(path).catch(() => null)
  return present !== null && present.size === sizeBytes && Math.round(present.mtimeMs) === Math.round(modifiedAtMs)
}
