import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ImportAudioItem, ImportAudioPayload, ImportAudioResult, ImportedFile } from '@shared/contract/workers/import-audio'
import { asFailure } from '@shared/domain/failure'
import { findAudioFiles } from './find-audio-files'
import type { JobListeners } from '@shared/contract/job-listeners'
import { probeFile } from './probe-file'
import { toSetAside } from './set-aside-file'

type KnownFile = ImportAudioPayload['knownFiles'][number]

/** Reads a file to its end, here or in a thread of its own. */
type ProbeFile = (path: string, signal: AbortSignal) => Promise<ImportedFile>

/**
 * Reads the audio files below folders, one item each: what the library keeps of it, that it has not changed, or why it was set aside.
 * @param probe `probeFile`, or the same in a thread that can be ended
 * @throws Failure when a folder is missing or no folder; the signal's reason when cancelled
 */
export async function importAudio(
  payload: ImportAudioPayload,
  listeners: JobListeners<ImportAudioItem>,
  probe: ProbeFile = probeFile,
): Promise<ImportAudioResult> {
  const { paths, unreadable } = await findAudioFiles(payload.folders, listeners.signal)
  const known = new Map(payload.knownFiles.map((file) => [file.path, file]))
  const counts = { file: 0, unchanged: 0, 'set-aside': 0 }
  const report = (item: ImportAudioItem): void => {
    counts[item.kind] += 1
    listeners.item(item)
  }
  for (const { path, failure } of unreadable) report(toSetAside(path, failure))
  for (const [index, path] of paths.entries()) {
    listeners.progress({ done: index, total: paths.length, message: basename(path) })
    report(await readOne(path, known.get(path), probe, listeners.signal))
  }
  listeners.progress({ done: paths.length, total: paths.length })
  return { imported: counts.file, unchanged: counts.unchanged, setAside: counts['set-aside'] }
}

async function readOne(path: string, known: KnownFile | undefined, probe: ProbeFile, signal: AbortSignal): Promise<ImportAudioItem> {
  try {
    return (await isUnchanged(path, known)) ? { kind: 'unchanged', path } : await probe(path, signal)
  } catch (error) {
    signal.throwIfAborted()
    return toSetAside(path, asFailure(error))
  }
}

async function isUnchanged(path: string, known: KnownFile | undefined): Promise<boolean> {
  if (!known) return false
  const { size, mtimeMs } = await stat(path)
  return size === known.sizeBytes && Math.round(mtimeMs) === Math.round(known.modifiedAtMs)
}
