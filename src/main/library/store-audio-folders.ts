import { existsSync } from 'node:fs'
import type { ImportAudioItem, ImportAudioPayload } from '@shared/contract/workers/import-audio'
import { fail } from '@shared/domain/failure'
import { askWorker } from '../jobs/ask-worker'
import type { JobHandle } from '../jobs/job-table'
import type { RunWorker } from '../jobs/run-worker'
import { allFiles, duplicateFiles } from '../store/files'
import type { Library } from '../store/library'
import { setAsideRows } from '../store/set-aside'
import { absolutePath } from '../store/stored-path'
import { createImportTarget, type ImportTarget } from './import-target'
import { storeAudioFile } from './store-audio-file'

/** What an import of audio did. */
export interface AudioImportReport {
  readonly imported: number
  /** Files that were known before, or hold what a known file holds. */
  readonly unchanged: number
  readonly setAside: readonly { readonly path: string; readonly reason: string }[]
}

/** What an import needs from outside. */
export interface AudioImportContext {
  readonly runWorker: RunWorker
  now(): Date
  /** Called after every stored file. */
  onStored(): void
}

/**
 * Imports audio files and folders with everything below them. Each file is stored at once in a transaction of its own, so that a
 * cancel or a kill loses nothing that was read; running it again imports only what is new.
 * @throws Failure `file-missing` when a folder is not there, `cancelled`
 */
export async function importAudio(
  context: AudioImportContext,
  library: Library,
  folders: readonly string[],
  job: JobHandle,
): Promise<AudioImportReport> {
  const absent = folders.find((folder) => !existsSync(folder))
  if (absent !== undefined) fail('file-missing', `There is no ${absent}.`, 'Check the path; the folder may have been moved.')
  const counts = { imported: 0, unchanged: 0 }
  const setAside: { path: string; reason: string }[] = []
  const target = createImportTarget(library, context.now())
  const onItem = (item: ImportAudioItem): void => {
    const outcome = storeItem(library, target, item, context.now())
    if (outcome.kind === 'set-aside') setAside.push({ path: outcome.path, reason: outcome.reason })
    else counts[outcome.kind] += 1
    context.onStored()
  }
  const payload: ImportAudioPayload = { folders: [...folders], knownFiles: knownFiles(library) }
  try {
    await askWorker(context.runWorker, 'import-audio', { payload, onItem, onProgress: job.progress, signal: job.signal })
  } catch (error) {
    if (job.signal.aborted) fail('cancelled', 'The import was cancelled.', 'What was imported is kept; start it again to import the rest.')
    throw error
  }
  return { ...counts, setAside }
}

/** One sentence of what an import did. */
export function describeAudioImport({ imported, unchanged, setAside }: AudioImportReport): string {
  const tracks = imported === 1 ? '1 track imported' : `${imported.toLocaleString('en')} tracks imported`
  const others = [
    unchanged > 0 ? `${unchanged.toLocaleString('en')} known already` : '',
    setAside.length > 0 ? `${setAside.length.toLocaleString('en')} set aside` : '',
  ]
  return [tracks, ...others.filter(Boolean)].join(', ')
}

type ItemOutcome =
  { readonly kind: 'imported' | 'unchanged' } | { readonly kind: 'set-aside'; readonly path: string; readonly reason: string }

function storeItem(library: Library, target: ImportTarget, item: ImportAudioItem, now: Date): ItemOutcome {
  if (item.kind === 'unchanged') return { kind: 'unchanged' }
  if (item.kind === 'file') return { kind: storeAudioFile(library, target, item, now) }
  target.setAside(item)
  return { kind: 'set-aside', path: item.path, reason: item.reason }
}

/** Files that need not be read again while their size and time stay the same. */
function knownFiles(library: Library): ImportAudioPayload['knownFiles'] {
  const retry = new Set(setAsideRows(library.database).map(({ path }) => path))
  return [...allFiles(library.database).filter(({ missing }) => !missing), ...duplicateFiles(library.database)]
    .map(({ path, digest, sizeBytes, modifiedAtMs }) => ({ path: absolutePath(library.directory, path), digest, sizeBytes, modifiedAtMs }))
    .filter(({ path }) => !retry.has(path))
}
