import { type ImportAudioItem, importAudioPayloadSchema } from '@shared/contract/workers/import-audio'
import { peaksPayloadSchema } from '@shared/contract/workers/peaks'
import { sampleLibraryPayloadSchema } from '@shared/contract/workers/sample-library'
import { importAudio } from '@main/audio/read-audio-folders'
import { makePeaks } from '@main/audio/make-peaks'
import type { RunWorker } from '@main/jobs/run-worker'
import { writeSample } from '@main/sample/write-sample'

/**
 * The workers that a library uses, in this process: the same code as in the built workers, so that tests of services need no build.
 * @param sample makes the sample library smaller
 */
export function inProcessWorkers(sample: { count?: number; secondsPerTrack?: number } = {}): RunWorker {
  return async (kind, payload, { onItem, onProgress, signal }) => {
    const context = {
      item: (item: ImportAudioItem | object) => onItem?.(item),
      progress: (progress: { done: number; total: number; message?: string }) => onProgress?.(progress),
      signal: signal ?? new AbortController().signal,
      yieldToEvents: () => new Promise<void>((resolve) => setImmediate(resolve)),
    }
    if (kind === 'import-audio') return importAudio(importAudioPayloadSchema.parse(payload), context)
    if (kind === 'peaks') return makePeaks(peaksPayloadSchema.parse(payload), context)
    if (kind === 'sample-library') return writeSample({ ...sampleLibraryPayloadSchema.parse(payload), ...sample }, context)
    throw new Error(`This test starts no ${kind} worker.`)
  }
}
