import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { asFailure, fail } from '@shared/domain/failure'
import { defaultExcerptRule, type ExcerptRule, isSameRule, keepsEverySecond, levelOf, withLevel } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { matchedLoudness } from '@shared/domain/matched-loudness'
import * as constants from '@shared/domain/feature-constants'
import { featureStages, type FeatureStages } from './feature-stages'
import { allFinite } from './first-beyond'
import { readDirectorySize } from '../files/directory-size'
import { writeFileAtomically } from '../files/write-atomically'

/** What a cached feature depends on. */
export interface FeatureKey {
  /** SHA-256 of the file's content, in hexadecimal digits. */
  readonly digest: string
  /** Where the excerpt begins; null is the middle of the track. */
  readonly startSeconds: number | null
  /** How much is heard from there on; left out: a whole excerpt. */
  readonly heardSeconds?: number | undefined
  /** How excerpts are cut; left out: the rule of the study. */
  readonly rule?: ExcerptRule | undefined
  /** Identity of the backbone that made it; left out: MFCC. */
  readonly backbone?: string | undefined
}

/** Digest of every setting and stage of the pipeline: another one gives other paths, never old numbers. */
function pipelineDigest(stages: FeatureStages): string {
  return createHash('sha256')
    .update(JSON.stringify([constants, stages]))
    .digest('hex')
    .slice(0, 16)
}

const presentPipeline = pipelineDigest(featureStages)

/**
 * Where a feature is cached: `<directory>/mfcc-<pipeline>/<digest>-<start>.f32`, or below `backbone-<identity>` for what a backbone gives,
 * and `-<heard>` behind the start for less than a whole excerpt. Another rule than the study's stands behind the pipeline, as `-10s` or
 * `-20s-1of2`, and the loudness behind that where excerpts are set to one.
 * @param cacheDirectory the library's folder of features
 * @param stages other versions of the stages than this program's
 */
export function featurePath(cacheDirectory: string, key: FeatureKey, stages?: FeatureStages): string {
  const { digest, startSeconds, heardSeconds, rule = defaultExcerptRule, backbone } = key
  if (!/^[0-9a-f]{8,128}$/.test(digest))
    fail('invalid-argument', `'${digest}' is no digest.`, 'Give the SHA-256 of the file in hexadecimal digits.')
  const start = startSeconds === null ? 'middle' : String(Math.round(startSeconds * constants.sampleRate))
  const heard = heardSeconds === undefined ? '' : `-${Math.round(heardSeconds * constants.sampleRate)}`
  const maker = backbone === undefined ? `mfcc-${stages ? pipelineDigest(stages) : presentPipeline}` : `backbone-${backbone}`
  return join(cacheDirectory, `${maker}${nameOfRule(rule)}`, digest.slice(0, 2), `${digest}-${start}${heard}.f32`)
}

function nameOfRule(rule: ExcerptRule): string {
  const kept = keepsEverySecond(rule) ? '' : `-${rule.keptSegmentSeconds}of${rule.segmentSeconds}`
  const cut = isSameRule(withLevel(rule, 'as-recorded'), defaultExcerptRule) ? '' : `-${rule.lengthSeconds}s${kept}`
  return levelOf(rule) === 'matched' ? `${cut}${matchedLoudness}LUFS` : cut
}

/**
 * Reads a cached feature.
 * @param rule the one that it was made by
 * @param length how many numbers it has; left out: those of MFCC by the rule
 * @returns MFCC before normalisation, dB; shape [coefficientCount, frameCount], row-major; or what a backbone gives, [units]; null when it
 *   is not cached, damaged, or holds a value that is not finite
 */
export async function readFeature(
  path: string,
  rule?: ExcerptRule,
  length = shapeOfRule(rule).mfccLength,
): Promise<Float32Array<ArrayBuffer> | null> {
  try {
    const bytes = await readFile(path)
    if (bytes.length !== length * Float32Array.BYTES_PER_ELEMENT) return null
    const feature = new Float32Array(Uint8Array.from(bytes).buffer)
    return allFinite(feature) ? feature : null
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'file-missing') return null
    throw failure
  }
}

/** Whether a whole feature of finite values is cached at a path; a file that cannot be read counts as none. */
export async function hasFeature(path: string, rule?: ExcerptRule, length?: number): Promise<boolean> {
  return (await readFeature(path, rule, length).catch(() => null)) !== null
}

/**
 * Caches a feature; never leaves a half-written file.
 * @param feature MFCC [coefficientCount, frameCount], row-major, or what a backbone gives, [units]; finite
 * @param length how many numbers it must have; left out: those of MFCC by the rule
 * @throws RangeError for another count of numbers or one that is not finite, which would spoil every training that reads it
 */
export async function writeFeature(
  path: string,
  feature: Float32Array,
  rule?: ExcerptRule,
  length = shapeOfRule(rule).mfccLength,
): Promise<void> {
  if (feature.length !== length) throw new RangeError(`A feature has ${length} numbers, not ${feature.length}.`)
  if (!allFinite(feature)) throw new RangeError('A feature holds a value that is not finite.')
  await writeFileAtomically(path, new Uint8Array(feature.buffer, feature.byteOffset, feature.byteLength))
}

/** Bytes and files of a cache folder; 0 when it does not exist. */
export function cacheSize(cacheDirectory: string): Promise<{ bytes: number; files: number }> {
  return readDirectorySize(cacheDirectory)
}

/** Removes everything below a cache folder, and the folder. */
export async function clearCache(cacheDirectory: string): Promise<void> {
  await rm(cacheDirectory, { recursive: true, force: true })
}
