import { createHash } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asFailure, fail } from '@shared/domain/failure'
import * as constants from '@shared/domain/feature-constants'
import { readDirectorySize } from '../files/directory-size'
import { writeFileAtomically } from '../files/write-atomically'

/** What a cached feature depends on. */
export interface FeatureKey {
  /** SHA-256 of the file's content, in hexadecimal digits. */
  readonly digest: string
  /** Where the excerpt begins; null is the middle of the track. */
  readonly startSeconds: number | null
}

/** Digest of every setting of the pipeline: another setting gives other paths, never old numbers. */
const featureSettingsDigest = createHash('sha256').update(JSON.stringify(constants)).digest('hex').slice(0, 16)

const featureBytes = constants.mfccLength * Float32Array.BYTES_PER_ELEMENT

/**
 * Where a feature is cached: `<directory>/mfcc-<settings>/<digest>-<start>.f32`.
 * @param cacheDirectory the library's folder of features
 */
export function featurePath(cacheDirectory: string, { digest, startSeconds }: FeatureKey): string {
  if (!/^[0-9a-f]{8,128}$/.test(digest))
    fail('invalid-argument', `'${digest}' is no digest.`, 'Give the SHA-256 of the file in hexadecimal digits.')
  const start = startSeconds === null ? 'middle' : String(Math.round(startSeconds * constants.sampleRate))
  return join(cacheDirectory, `mfcc-${featureSettingsDigest}`, digest.slice(0, 2), `${digest}-${start}.f32`)
}

/**
 * Reads a cached feature.
 * @returns MFCC before normalisation, dB; shape [coefficientCount, frameCount], row-major; null when it is not cached or damaged
 */
export async function readFeature(path: string): Promise<Float32Array | null> {
  try {
    const bytes = await readFile(path)
    if (bytes.length !== featureBytes) return null
    return new Float32Array(Uint8Array.from(bytes).buffer)
  } catch (error) {
    const failure = asFailure(error)
    if (failure.code === 'file-missing') return null
    throw failure
  }
}

/** Whether a whole feature is cached at a path; looks at the file's size only. */
export async function hasFeature(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.size === featureBytes
}

/**
 * Caches a feature; never leaves a half-written file.
 * @param mfcc shape [coefficientCount, frameCount], row-major
 */
export async function writeFeature(path: string, mfcc: Float32Array): Promise<void> {
  if (mfcc.length !== constants.mfccLength) throw new RangeError(`A feature has ${constants.mfccLength} numbers, not ${mfcc.length}.`)
  await writeFileAtomically(path, new Uint8Array(mfcc.buffer, mfcc.byteOffset, mfcc.byteLength))
}

/** Bytes and files of a cache folder; 0 when it does not exist. */
export function cacheSize(cacheDirectory: string): Promise<{ bytes: number; files: number }> {
  return readDirectorySize(cacheDirectory)
}

/** Removes everything below a cache folder, and the folder. */
export async function clearCache(cacheDirectory: string): Promise<void> {
  await rm(cacheDirectory, { recursive: true, force: true })
}
