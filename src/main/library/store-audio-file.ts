import { existsSync } from 'node:fs'
import type { ImportedFile } from '@shared/contract/workers/import-audio'
import { readSongText } from '../files/read-text'
import { fileByDigest, fileByPath, markMissing, noteDuplicate, relocateFile, setFile, type StoredFile } from '../store/files'
import type { Library } from '../store/library'
import { clearSetAside } from '../store/set-aside'
import { absolutePath, storedPath } from '../store/stored-path'
import { fillText } from '../store/texts'
import type { ImportTarget } from './import-target'

/**
 * Stores one file that was read: content that is known becomes a duplicate, or moves its track's file when there is none at the old path;
 * new content at a known path replaces the file of its track; anything else gets a track.
 * @returns what it was, in one transaction
 */
export function storeAudioFile(library: Library, target: ImportTarget, file: ImportedFile, now: Date): 'imported' | 'unchanged' {
  const { database, directory } = library
  const path = storedPath(directory, file.path)
  return database.transaction((): 'imported' | 'unchanged' => {
    clearSetAside(database, file.path)
    const twin = fileByDigest(database, file.digest)
    const present = fileByPath(database, path)
    if (twin) {
      if (present && present.trackId !== twin.trackId) markMissing(database, present.trackId, true)
      settleTwin(library, twin, { ...file, path }, present)
      return 'unchanged'
    }
    const trackId = present?.trackId ?? target.trackFor(file)
    setFile(database, toStoredFile(file, path, trackId))
    storeTexts(library, target, trackId, file, now)
    return 'imported'
  })()
}

function settleTwin({ database, directory }: Library, twin: StoredFile, file: ImportedFile, present: StoredFile | null): void {
  const samePath = twin.path === file.path
  const gone = !existsSync(absolutePath(directory, twin.path))
  if (samePath || (gone && !present)) relocateFile(database, twin.trackId, file)
  else if (!present) noteDuplicate(database, file)
}

function toStoredFile(file: ImportedFile, path: string, trackId: number): StoredFile {
  const { digest, sizeBytes, modifiedAtMs, format, durationSeconds, sampleRate, channels, loudnessDb } = file
  return { trackId, path, digest, sizeBytes, modifiedAtMs, format, durationSeconds, sampleRate, channels, loudnessDb, missing: false }
}

/** Texts inside the audio file and beside it, where the track has none yet; what lies beside comes first. */
function storeTexts({ database }: Library, target: ImportTarget, trackId: number, file: ImportedFile, now: Date): void {
  for (const { path, kind } of target.textsBeside(file.path)) {
    const body = readQuietly(path)
    if (body !== '') fillText(database, { trackId, kind, body, source: path }, now)
  }
  const { lyrics, comment } = file.metadata
  if (lyrics) fillText(database, { trackId, kind: 'lyrics', body: lyrics, source: 'audio file' }, now)
  if (comment) fillText(database, { trackId, kind: 'comments', body: comment, source: 'audio file' }, now)
}

/** A text beside the audio that cannot be read must not stop the import of the audio. */
function readQuietly(path: string): string {
  try {
    return readSongText(path).text
  } catch {
    return ''
  }
}
