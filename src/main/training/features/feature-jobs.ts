import { mkdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { StartedJob } from '@shared/contract/jobs'
import type { TrackFilter } from '@shared/contract/tracks'
import { fail } from '@shared/domain/failure'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'
import { shapeOfRule } from '@shared/domain/excerpt-shape'
import { coefficientCount } from '@shared/domain/feature-constants'
import { cacheSize, clearCache, readFeature } from '../../audio/feature-cache'
import { writeFileAtomically } from '../../files/write-atomically'
import type { JobHandle, JobOutcome } from '../../jobs/job-table'
import type { ServiceContext } from '../../service-context'
import { featureDirectory } from '../../store/feature-directory'
import { ensureFeatures, featureKey, type FeatureSource, sourcesOfFilter } from './feature-files'
import { encodeNpy } from './npy'
import { tokenDirectory } from './token-files'

/**
 * Starts to compute and cache the features of the tracks of a filter.
 * @param rule how excerpts are cut; left out: the rule of the study
 * @throws Failure `nothing-to-do` when none of them has audio
 */
export function startExtraction(context: ServiceContext, filter: TrackFilter, rule?: ExcerptRule): StartedJob {
  const library = context.library()
  const sources = sourcesOfFilter(library, filter)
  checkAny(sources)
  const { id } = context.jobs.start({ kind: 'features', title: 'Extract features' }, async (job) => {
    const { counts, setAside } = await ensureFeatures(context, library, sources, job, rule)
    const summary = `${counts.extracted} tracks done, ${counts.cached} were cached, ${counts.setAside} set aside`
    return { summary, value: { extracted: counts.extracted, cached: counts.cached, setAside } }
  })
  return { jobId: id }
}

/**
 * Starts to write the MFCC of every track with audio, before normalisation, as `<file name>.npy`, float32 [20, windows].
 * @param directory made when missing
 * @param rule how excerpts are cut; left out: the rule of the study, which gives 1502 windows
 */
export function startFeatureExport(context: ServiceContext, directory: string, rule?: ExcerptRule): StartedJob {
  const library = context.library()
  const sources = sourcesOfFilter(library, {})
  checkAny(sources)
  const { id } = context.jobs.start({ kind: 'features', title: 'Export features' }, (job) =>
    exportFeatures(context, sources, { directory, rule }, job),
  )
  return { jobId: id }
}

/** Bytes and files of what the open library caches for networks: MFCC of audio and token ids of texts. */
export async function featureCache(context: ServiceContext): Promise<{ bytes: number; files: number }> {
  const [features, tokens] = await Promise.all(cacheFolders(context).map(cacheSize))
  return { bytes: (features?.bytes ?? 0) + (tokens?.bytes ?? 0), files: (features?.files ?? 0) + (tokens?.files ?? 0) }
}

/**
 * Removes all cached features and token ids; they are made again when they are needed.
 * @throws Failure `forbidden` while a job reads them
 */
export async function clearFeatureCache(context: ServiceContext): Promise<{ bytes: number; files: number }> {
  const busy = context.jobs.list().find(({ kind, state }) => state === 'running' && (kind === 'features' || kind === 'training'))
  if (busy) fail('forbidden', `The features are in use by “${busy.title}”.`, 'Wait until it is done, or stop it first.')
  for (const directory of cacheFolders(context)) await clearCache(directory)
  return featureCache(context)
}

function cacheFolders(context: ServiceContext): string[] {
  const library = context.library()
  return [featureDirectory(library), tokenDirectory(library)]
}

async function exportFeatures(
  context: ServiceContext,
  sources: readonly FeatureSource[],
  { directory, rule }: { readonly directory: string; readonly rule: ExcerptRule | undefined },
  job: JobHandle,
): Promise<JobOutcome> {
  await makeDirectory(directory)
  const { features, setAside } = await ensureFeatures(context, context.library(), sources, job, rule)
  const rows = []
  const used = new Set<string>()
  const { frameCount } = shapeOfRule(rule)
  for (const source of sources) {
    const feature = features.get(featureKey(source))
    const mfcc = feature ? await readFeature(feature.path, rule) : null
    if (!feature || !mfcc) continue
    const npy = join(directory, `${freeName(basename(source.path, extname(source.path)), source.trackId, used)}.npy`)
    await writeFileAtomically(npy, encodeNpy(mfcc, [coefficientCount, frameCount]))
    rows.push({ path: source.path, npy, startSeconds: feature.startSeconds })
  }
  return { summary: `${rows.length} tracks written to ${directory}, ${setAside.length} set aside`, value: rows }
}

/** Two files of one name in different folders are distinguished by the track's number. */
function freeName(name: string, trackId: number, used: Set<string>): string {
  const free = used.has(name.toLowerCase()) ? `${name} (${trackId})` : name
  used.add(free.toLowerCase())
  return free
}

async function makeDirectory(directory: string): Promise<void> {
  const present = await stat(directory).catch(() => null)
  if (present && !present.isDirectory()) fail('invalid-argument', `${directory} is a file.`, 'Choose a folder.')
  await mkdir(directory, { recursive: true })
}

function checkAny(sources: readonly FeatureSource[]): void {
  if (sources.length === 0) fail('nothing-to-do', 'No track of this choice has audio.', 'Import audio first, or find missing files again.')
}
