import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ChannelResult } from '@shared/contract/channels'
import { mediaScheme } from '@shared/contract/ipc-names'
import type { PeaksPayload } from '@shared/contract/workers/peaks'
import { fail } from '@shared/domain/failure'
import { readPeaks } from '../audio/peaks-file'
import { askWorker } from '../jobs/ask-worker'
import type { ServiceContext } from '../service-context'
import { fileOfTrack, markMissing, type StoredFile } from '../store/files'
import type { Library } from '../store/library'
import { pathInLibrary } from '../store/path-in-library'
import { absolutePath } from '../store/stored-path'

/** Tracks are played as loud as this, in LUFS. */
const targetLoudness = -18
/** No track is made louder or softer by more, in decibels. */
const maximumGain = 12
/** Formats of `files.format` that Chromium plays; others are served as a WAV file that the peaks worker writes. */
const playableFormats = new Set(['mp3', 'flac', 'vorbis', 'opus', 'wav', 'm4a', 'aac'])

type WaveformAnswer = ChannelResult<'tracks.waveform'>

/** Gives waveforms from the cache, or starts a job that makes them; one job a track at a time. */
export function createWaveforms(context: ServiceContext): (trackId: number) => Promise<WaveformAnswer> {
  const running = new Map<string, string>()
  return async (trackId) => {
    const library = context.library()
    const file = presentFile(library, trackId)
    const paths = cachePaths(library, file)
    const peaks = isPlayable(file, paths) ? await readPeaks(paths.peaks) : null
    if (peaks) {
      const gainDb = context.settings().matchLoudness ? gainFor(file.loudnessDb) : 0
      return {
        jobId: null,
        waveform: { trackId, url: `${mediaScheme}://track/${trackId}`, ...peaks, pairs: new Float32Array(peaks.pairs), gainDb },
      }
    }
    const jobId =
      running.get(file.digest) ??
      startPeaks(context, absolutePath(library.directory, file.path), file, paths, () => running.delete(file.digest))
    running.set(file.digest, jobId)
    return { jobId, waveform: null }
  }
}

/**
 * The file that the media scheme serves for a track: its own, or the WAV that Chromium can play.
 * @returns an absolute path; null when the track has no audio or its file is gone
 */
export function trackMediaFile(library: Library, trackId: number): string | null {
  const file = fileOfTrack(library.database, trackId)
  if (!file) return null
  const path = playableFormats.has(file.format) ? absolutePath(library.directory, file.path) : cachePaths(library, file).playable
  return existsSync(path) ? path : null
}

/** How much louder or softer a track is played, in decibels; 0 for silence. */
export function gainFor(loudnessDb: number | null): number {
  return loudnessDb === null ? 0 : Math.max(-maximumGain, Math.min(maximumGain, targetLoudness - loudnessDb))
}

interface CachePaths {
  readonly peaks: string
  readonly playable: string
}

function cachePaths(library: Library, file: StoredFile): CachePaths {
  const cached = (ending: string): string => pathInLibrary(library, 'features', 'peaks', `${file.digest}${ending}`)
  return { peaks: cached('.peaks'), playable: cached('.wav') }
}

function isPlayable(file: StoredFile, paths: CachePaths): boolean {
  return playableFormats.has(file.format) || existsSync(paths.playable)
}

function presentFile(library: Library, trackId: number): StoredFile {
  const file = fileOfTrack(library.database, trackId)
  if (!file) return fail('not-found', `Track ${trackId} has no audio.`, 'Import its audio file.')
  const path = absolutePath(library.directory, file.path)
  if (!existsSync(path)) {
    markMissing(library.database, trackId, true)
    fail('file-missing', `${path} is not there.`, 'Look for missing files in the folder where it is now.')
  }
  return file
}

function startPeaks(context: ServiceContext, path: string, file: StoredFile, paths: CachePaths, onEnd: () => void): string {
  mkdirSync(dirname(paths.peaks), { recursive: true })
  const playable = playableFormats.has(file.format) ? {} : { playableWavPath: paths.playable }
  const payload: PeaksPayload = { path, cachePath: paths.peaks, ...playable }
  const { id, finished } = context.jobs.start({ kind: 'peaks', title: 'Waveform', subject: String(file.trackId) }, async (job) => {
    await askWorker(context.runWorker, 'peaks', { payload, onProgress: job.progress, signal: job.signal })
    return { summary: 'Waveform made', value: null }
  })
  void finished.then(onEnd)
  return id
}
