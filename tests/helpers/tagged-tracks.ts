import type { LibraryDatabase } from '@main/store/library'
import { setTrackTags } from '@main/store/track-tags'
import { createTrack } from '@main/store/tracks'

/** A tag (an emotion word, or any other) with its count. */
export type EmotionTag = readonly [tag: string, count: number]

/**
 * Adds one track for each list of tags, named "Track 1", "Track 2", … by "Artist 1", ….
 * @returns their ids
 */
export function addTaggedTracks(database: LibraryDatabase, tracks: readonly (readonly EmotionTag[])[]): number[] {
  return database.transaction(() => {
    const ids = tracks.map((_, index) =>
      createTrack(database, { externalId: `song-${index + 1}`, title: `Track ${index + 1}`, artist: `Artist ${index + 1}` }, new Date(0)),
    )
    setTrackTags(
      database,
      ids.flatMap((trackId, index) => (tracks[index] ?? []).map(([tag, count]) => ({ trackId, tag, count }))),
    )
    return ids
  })()
}
