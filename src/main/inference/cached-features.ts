import { readFile, stat } from 'node:fs/promises'
import type { UsedBackbone } from '@shared/contract/workers/backbone'
import type { PredictionPayload } from '@shared/contract/workers/prediction'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { middleExcerptStartSeconds } from '../audio/excerpt'
import { featurePath, readFeature } from '../audio/feature-cache'
import { identityOfBackbone } from '../audio/backbone-identity'
import { mfccGraph } from '../audio/mfcc-graph'
import { readFrontGraph } from '../backbones/open-backbone'
import { encodeModel } from '../onnx/encode-model'
import type { Graph } from '../onnx/graph'
import { propertiesFromMetadata } from '../onnx/model-properties'
import { readModelProperties } from '../onnx/read-model-properties'
import { openSession, type Session } from '../onnx/session'
import { withoutFront } from '../onnx/without-front'
import type { CachedInput, ExcerptToPredict, FileToPredict } from './decode-ahead'

/** What is predicted without decoding, from features that a training or an extraction left. */
export interface CachedFeatures {
  /** The model without its beginning: it reads these instead of `waveform`. */
  readonly session: Session
  readonly input: CachedInput
  /** The excerpt that a file's prediction takes; null where it is not cached, or the file is another one than it was. */
  read(file: FileToPredict): Promise<ExcerptToPredict | null>
}

/** Features that a model may begin with: the graph that makes them, and where they are cached. */
interface Beginning {
  readonly input: CachedInput
  readonly graph: Graph
  /** Null: MFCC. */
  readonly backbone: UsedBackbone | null
}

/**
 * Opens what is cached for a prediction.
 * @param rule by which the model's excerpts are cut
 * @returns null where nothing of the cache can be used: files outside of a library, several excerpts of a file, or a model that makes its
 *   features in another way than this version of the program
 */
export async function openCachedFeatures(payload: PredictionPayload, rule: ExcerptRule): Promise<CachedFeatures | null> {
  const { modelPath, cacheDirectory, excerptsPerTrack, everySeconds } = payload
  if (cacheDirectory === undefined || excerptsPerTrack > 1 || everySeconds !== null) return null
  const model = await readFile(modelPath)
  const beginning = await beginningOf(model, payload, rule)
  const [value] = beginning.graph.outputs
  const behind = value ? withoutFront(model, encodeModel(beginning.graph, {}), value) : null
  if (behind === null) return null
  const session = await openSession(behind)
  return { session, input: beginning.input, read: (file) => readCached(file, beginning, cacheDirectory, rule) }
}

/** A model with a backbone that the library has, with the same card, begins with it; every other one may begin with MFCC. */
async function beginningOf(model: Uint8Array, { modelPath, backbones = [] }: PredictionPayload, rule: ExcerptRule): Promise<Beginning> {
  const { backbone: held } = propertiesFromMetadata(readModelProperties(model), modelPath)
  const identity = held && identityOfBackbone(held.digest, held.card)
  const backbone = backbones.find(({ digest, card }) => identityOfBackbone(digest, card) === identity)
  return backbone
    ? { input: 'backbone', graph: await readFrontGraph(backbone, rule), backbone }
    : { input: 'mfcc', graph: mfccGraph(rule), backbone: null }
}

async function readCached(
  { path, stored, startSeconds }: FileToPredict,
  { input, backbone }: Beginning,
  cacheDirectory: string,
  rule: ExcerptRule,
): Promise<ExcerptToPredict | null> {
  if (!stored || startSeconds !== undefined || !(await isUnchanged(path, stored))) return null
  const maker = backbone === null ? {} : { backbone: identityOfBackbone(backbone.digest, backbone.card) }
  const cachedPath = featurePath(cacheDirectory, { digest: stored.digest, startSeconds: null, rule, ...maker })
  const samples = await readFeature(cachedPath, rule, backbone?.units)
  if (samples === null) return null
  const { durationSeconds } = stored
  return { samples, input, startSeconds: middleExcerptStartSeconds(durationSeconds, rule.lengthSeconds), durationSeconds }
}

/** A file that cannot be looked at is left to who decodes it, and says why it cannot. */
async function isUnchanged(path: string, { sizeBytes, modifiedAtMs }: NonNullable<FileToPredict['stored']>): Promise<boolean> {
  const present = await stat(path).catch(() => null)
  return present !== null && present.size === sizeBytes && Math.round(present.mtimeMs) === Math.round(modifiedAtMs)
}
