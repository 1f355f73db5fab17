import type { TrackDetails } from '@shared/contract/tracks'
import { fail } from '@shared/domain/failure'
import { openCheckedSetOf } from '../store/checked-sets'
import { evidenceOfTrack } from '../store/evidence'
import { excerptsOfTrack } from '../store/excerpts'
import { fileOfTrack } from '../store/files'
import { labelsOfTrack } from '../store/labels'
import type { Library } from '../store/library'
import { absolutePath } from '../store/stored-path'
import { readText } from '../store/texts'
import { tagsOfTrack, trackOrigin, wordsOfTrack } from '../store/track-details'
import { trackRows } from '../store/track-pages'
import { loadLanguages } from '../text/language'

/**
 * All that the library knows of a track.
 * @throws Failure `not-found`
 */
export async function trackDetails(library: Library, trackId: number): Promise<TrackDetails> {
  const { database } = library
  const [lyrics, comments] = [readText(database, trackId, 'lyrics'), readText(database, trackId, 'comments')]
  const languages = await languagesOf({ lyrics, comments })
  const [row] = trackRows(database, [trackId])
  if (!row) fail('not-found', `There is no track ${trackId}.`, 'It may have been removed; reload the list.')
  return {
    ...row,
    ...trackOrigin(database, trackId),
    file: fileDetails(library, trackId),
    tags: tagsOfTrack(database, trackId),
    words: wordsOfTrack(database, trackId),
    lyrics,
    comments,
    languages,
    labels: labelsOfTrack(database, trackId),
    excerpts: excerptsOfTrack(database, trackId),
    prediction: evidenceOfTrack(database, trackId),
    checkedSet: openCheckedSetOf(database, trackId),
  }
}

async function languagesOf({ lyrics, comments }: Pick<TrackDetails, 'lyrics' | 'comments'>): Promise<TrackDetails['languages']> {
  if (lyrics === null && comments === null) return { lyrics: null, comments: null }
  const languageOf = await loadLanguages()
  return { lyrics: lyrics === null ? null : languageOf(lyrics), comments: comments === null ? null : languageOf(comments) }
}

function fileDetails(library: Library, trackId: number): TrackDetails['file'] {
  const file = fileOfTrack(library.database, trackId)
  if (!file) return null
  const { digest, format, sizeBytes, sampleRate, channels, loudnessDb, missing } = file
  return { path: absolutePath(library.directory, file.path), digest, format, sizeBytes, sampleRate, channels, loudnessDb, missing }
}
