import type { UsedBackbone } from '@shared/contract/workers/backbone'
import type { FeatureRequest, FeaturesItem, FeaturesPayload, FeaturesResult } from '@shared/contract/workers/features'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { defaultExcerptRule } from '@shared/domain/excerpt-rule'
import type { TrackFilter } from '@shared/contract/tracks'
import { fittingExcerptStartSeconds, middleExcerptStartSeconds } from '../../audio/excerpt'
import { askWorker } from '../../jobs/ask-worker'
import type { JobHandle } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { featureDirectory } from '../../store/feature-directory'
import { allFiles } from '../../store/files'
import type { Library } from '../../store/library'
import { absolutePath } from '../../store/stored-path'
import { trackIds } from '../../store/track-pages'

/** A track's audio with the start of the excerpt that is to become features. */
export interface FeatureSource extends FeatureRequest {
  readonly trackId: number
  readonly durationSeconds: number
}

/** A file that gave no features, and why. */
export interface SetAsideFile {
  readonly path: string
  readonly reason: string
}

/** Names the excerpt of a file. */
export function featureKey({
  digest,
  startSeconds,
  heardSeconds,
}: Pick<FeatureSource, 'digest' | 'startSeconds' | 'heardSeconds'>): string {
  return `${digest} ${startSeconds ?? 'middle'} ${heardSeconds ?? ''}`
}

/** Where the features of tracks lie. */
export interface TrackFeatures {
  /** By `featureKey`: the file of the MFCC and where the excerpt begins in the track. */
  readonly features: ReadonlyMap<string, { readonly path: string; readonly startSeconds: number }>
  readonly setAside: readonly SetAsideFile[]
  readonly counts: FeaturesResult
}

/** Audio of the tracks of a filter; tracks without audio or with a missing file are left out. */
export function sourcesOfFilter(library: Library, filter: TrackFilter): FeatureSource[] {
  return sourcesOfTracks(library, trackIds(library.database, filter, { by: 'createdAt', direction: 'ascending' }))
}

/**
 * Audio of tracks, heard in their middle; a dataset says which excerpts of them it freezes instead.
 * @param ids in any order; the result follows the order of ids in the library
 */
export function sourcesOfTracks(library: Library, ids: Iterable<number>): FeatureSource[] {
  const wanted = new Set(ids)
  return allFiles(library.database)
    .filter(({ trackId, missing }) => wanted.has(trackId) && !missing)
    .map(({ trackId, path, digest, durationSeconds }) => ({
      trackId,
      path: absolutePath(library.directory, path),
      digest,
      durationSeconds,
      startSeconds: null,
    }))
}

/**
 * Makes the features that are not cached yet, in a worker.
 * @param backbone what computes them; null: they are MFCC
 * @throws Failure `cancelled` by the job's signal; `worker-crashed`, `disk-full`
 */
export async function ensureFeatures(
  context: ServiceContext,
  library: Library,
  sources: readonly FeatureSource[],
  job: JobHandle,
  rule: ExcerptRule = defaultExcerptRule,
  backbone: UsedBackbone | null = null,
): Promise<TrackFeatures> {
  const byKey = new Map(sources.map((source) => [featureKey(source), source]))
  const features = new Map<string, { path: string; startSeconds: number }>()
  const setAside: SetAsideFile[] = []
  const onItem = (item: FeaturesItem): void => {
    if (item.kind === 'set-aside') return void setAside.push({ path: item.path, reason: item.reason })
    const source = byKey.get(featureKey(item))
    if (source) features.set(featureKey(item), { path: item.featurePath, startSeconds: item.usedStartSeconds ?? startOf(source, rule) })
  }
  const files = [...byKey.values()].map(({ path, digest, startSeconds, heardSeconds }) => ({ path, digest, startSeconds, heardSeconds }))
  const payload: FeaturesPayload = { files, cacheDirectory: featureDirectory(library), rule, ...batchOf(backbone) }
  const onProgress: JobHandle['progress'] = (progress) => job.progress({ ...progress, message: `Features: ${progress.message ?? ''}` })
  const counts = await askWorker(context.runWorker, 'features', { payload, onItem, onProgress, signal: job.signal })
  return { features, setAside, counts }
}

/** Backbones take more memory for an excerpt than MFCC do. */
function batchOf(backbone: UsedBackbone | null): Pick<FeaturesPayload, 'backbone' | 'batchSize'> {
  return backbone ? { backbone, batchSize: 2 } : { batchSize: 8 }
}

/** Where an excerpt begins that was cached earlier, so that its worker did not say. */
function startOf({ startSeconds, durationSeconds, heardSeconds }: FeatureSource, { lengthSeconds }: ExcerptRule): number {
  if (startSeconds === null) return middleExcerptStartSeconds(durationSeconds, lengthSeconds)
  return fittingExcerptStartSeconds(startSeconds, durationSeconds, heardSeconds ?? lengthSeconds)
}
