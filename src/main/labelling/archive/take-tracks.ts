import { dirname } from 'node:path'
import { createTrackMatcher } from '../../store/track-matcher'
import { createTrack } from '../../store/tracks'
import type { Located } from './read-archive'
import { countOf, type TakenIds, type Taking } from './taking'

/** The archive's tracks that were found or made here. */
export interface TakenTracks {
  readonly ids: TakenIds
  readonly created: number
}

/**
 * Finds the tracks of an archive here: by the audio's digest, external id, path, file name, or artist and title. One that matches none is
 * made where that is wanted and it has an external id. What matches none, several, or one that another means too is set aside, with how
 * many labels and excerpts it leaves out.
 */
export function takeTracks(taking: Taking): TakenTracks {
  const { library, archive, path, createTracks, now } = taking
  const match = createTrackMatcher(library, dirname(path), { checkFileNames: true })
  const found = archive.tracks.map((track) => ({ track, ids: match(keyOf(track)) }))
  const meaning = new Map<number, number>()
  for (const { ids } of found) if (ids.length === 1) for (const id of ids) meaning.set(id, (meaning.get(id) ?? 0) + 1)
  const taken = new Map<number, number>()
  let created = 0
  const leftOut = new Map<number, { row: string; reason: string }>()
  for (const { track, ids } of found) {
    const [id] = ids
    const leaveOut = (reason: string): unknown => leftOut.set(track.track, { row: nameOf(track), reason })
    if (ids.length > 1) leaveOut(`it may mean ${ids.length} tracks: ${ids.slice(0, 5).join(', ')}`)
    else if (id !== undefined && (meaning.get(id) ?? 0) > 1) leaveOut(`another track of the file means track ${id} too`)
    else if (id !== undefined) taken.set(track.track, id)
    else if (createTracks && track.externalId !== null) {
      const { externalId, artist, title } = track
      taken.set(track.track, createTrack(library.database, { externalId, artist, title }, now))
      created += 1
    } else leaveOut('no track matches it')
  }
  reportLeftOut(taking, taken, leftOut)
  return { ids: taken, created }
}

function keyOf({ digest, externalId, path, artist, title }: Located<'track'>) {
  return {
    ...(digest === null ? {} : { digest }),
    ...(externalId === null ? {} : { externalId }),
    ...(path === null ? {} : { path }),
    artist,
    title,
  }
}

function nameOf({ where, artist, title, externalId }: Located<'track'>): string {
  const name = [artist, title].filter((part) => part !== '').join(' – ')
  return `${where} (${[name, externalId].filter((part) => part !== '' && part !== null).join(', ')})`
}

/** One row for each track that labels or excerpts are left out with. */
function reportLeftOut(
  { archive, setAside }: Taking,
  taken: TakenIds,
  leftOut: ReadonlyMap<number, { row: string; reason: string }>,
): void {
  const counts = new Map<number, { labels: number; excerpts: number }>()
  const countFor = (track: number): { labels: number; excerpts: number } => {
    const known = counts.get(track) ?? { labels: 0, excerpts: 0 }
    counts.set(track, known)
    return known
  }
  for (const { track } of archive.labels) if (!taken.has(track)) countFor(track).labels += 1
  for (const { track } of archive.excerpts) if (!taken.has(track)) countFor(track).excerpts += 1
  for (const [track, { labels, excerpts }] of counts) {
    const { row, reason } = leftOut.get(track) ?? { row: `track ${track}`, reason: 'the file does not say which track it is' }
    setAside.push({ row, reason: `${reason}; left out with it: ${countOf(labels, 'label')}, ${countOf(excerpts, 'excerpt')}` })
  }
}
