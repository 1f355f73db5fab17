import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SampleLibraryRequest, type SampleManifest, sampleManifestSchema } from '@shared/contract/workers/sample-library'
import { askWorker } from '../jobs/ask-worker'
import type { JobHandle } from '../jobs/job-table'
import { fileByPath } from '../store/files'
import type { Library } from '../store/library'
import { storedPath } from '../store/stored-path'
import { deleteText, setText } from '../store/texts'
import { setTrackTags } from '../store/track-tags'
import { identifyTrack, renameTrack } from '../store/tracks'
import { type AudioImportContext, type AudioImportReport, importAudio } from './store-audio-folders'
import { libraryFolder } from './library-folder'

/** Composing takes about this share of the time, importing the rest. */
const composingShare = 0.8

/**
 * Composes the synthetic pieces into the library's `sample` folder (those that are there are kept), imports their audio, and stores their
 * names, tags, lyrics and comments. The true coordinates stay in `sample/sample-truth.json`.
 * @throws Failure `cancelled`, or what the worker says
 */
export async function fillWithSample(context: AudioImportContext, library: Library, job: JobHandle): Promise<AudioImportReport> {
  const request: SampleLibraryRequest = { directory: libraryFolder(library.directory).sampleDirectory }
  const { manifestPath, directory } = await askWorker(context.runWorker, 'sample-library', {
    payload: request,
    onProgress: stage(job, 0, composingShare).progress,
    signal: job.signal,
  })
  const report = await importAudio(context, library, [join(directory, 'audio')], stage(job, composingShare, 1))
  const manifest = sampleManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')))
  library.database.transaction(() => applyManifest(library, directory, manifest, context.now()))()
  return report
}

/** The job's progress over one stage of its work, so that the time left is that of the whole. */
function stage(job: JobHandle, from: number, to: number): JobHandle {
  const progress: JobHandle['progress'] = ({ done, total, message }) => {
    const share = from + (to - from) * (total > 0 ? done / total : 0)
    job.progress({ done: Math.round(total * share), total, ...(message === undefined ? {} : { message }) })
  }
  return { ...job, progress }
}

function applyManifest(library: Library, directory: string, manifest: SampleManifest, now: Date): void {
  const { database } = library
  for (const track of manifest.tracks) {
    const file = fileByPath(database, storedPath(library.directory, join(directory, ...track.fileName.split('/'))))
    if (!file) continue
    const { trackId } = file
    identifyTrack(database, trackId, track.externalId, manifest.synthetic)
    renameTrack(database, trackId, { title: track.title, artist: track.artist, album: track.album, genre: track.genre })
    setTrackTags(
      database,
      track.tags.map(([tag, count]) => ({ trackId, tag, count })),
    )
    for (const kind of ['lyrics', 'comments'] as const) {
      const body = track[kind]
      // The import took the WAV file's own comment, which says how the piece was made.
      if (body === null) deleteText(database, trackId, kind)
      else setText(database, { trackId, kind, body, source: 'synthetic' }, now)
    }
  }
}
