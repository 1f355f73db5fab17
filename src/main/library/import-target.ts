import type { ImportedFile, SetAsideFile } from '@shared/contract/workers/import-audio'
import { openTextSearch, type TextFile } from '../files/text-file-names'
import type { Library } from '../store/library'
import { setAside } from '../store/set-aside'
import { createTrackMatcher } from '../store/track-matcher'
import { createTrack, fillTrackNames } from '../store/tracks'
import { fileOfTrack } from '../store/files'
import { dirname, parse } from 'node:path'

/** Where the files of one import go: to tracks that wait for their audio, or to new ones. */
export interface ImportTarget {
  /** The track for a new file: one without audio that the file's name or tags mean, else a new one. */
  trackFor(file: ImportedFile): number
  setAside(file: SetAsideFile): void
  /** The text files beside an audio file, the best first. */
  textsBeside(audioPath: string): readonly TextFile[]
}

/** Prepares an import; tracks that are in the library now can be given their audio. */
export function createImportTarget(library: Library, now: Date): ImportTarget {
  const match = createTrackMatcher(library, library.directory)
  const waiting = (file: ImportedFile): number | null => {
    const { name } = parse(file.path)
    const { artist, title } = file.metadata
    const ids = [match({ externalId: name }), artist && title ? match({ artist, title }) : []].find(({ length }) => length === 1) ?? []
    return ids.find((id) => fileOfTrack(library.database, id) === null) ?? null
  }
  return {
    trackFor: (file) => {
      const names = namesOf(file)
      const trackId = waiting(file)
      if (trackId === null) return createTrack(library.database, names, now)
      fillTrackNames(library.database, trackId, names)
      return trackId
    },
    textsBeside: openTextSearch(),
    setAside: ({ path, code, reason, hint }) => setAside(library.database, { path, code, reason, hint, noticedAt: now.toISOString() }),
  }
}

/** What the file's tags say; without a title, what its name says (`Artist - Title`), and the folder as the album. */
function namesOf({ path, metadata }: ImportedFile): { title: string; artist: string; album: string; genre: string; year: number | null } {
  const { title, artist, album, genre, year } = metadata
  if (title !== '') return { title, artist, album, genre, year }
  const { name } = parse(path)
  const [first, second] = name.replace(/^\d{1,3}[ ._-]+(?=\D)/u, '').split(' - ', 2)
  const split = artist === '' && first !== undefined && second !== undefined
  return { title: (split ? second : first) ?? name, artist: split ? first : artist, album: album || parse(dirname(path)).base, genre, year }
}
