import type { DatasetSettings } from '@shared/contract/datasets'

/** What names the group of a track. */
export interface GroupedTrack {
  readonly trackId: number
  readonly artist: string
  readonly album: string
}

/**
 * The group that a track is in: its artist, its album (of that artist), or itself. Tracks without the name stand alone; names differ
 * neither by case nor by surrounding blanks.
 */
export function groupOf({ trackId, artist, album }: GroupedTrack, by: DatasetSettings['groupBy']): string {
  const name = (text: string): string => text.trim().toLowerCase().normalize('NFC')
  if (by === 'track' || (by === 'artist' ? artist : album).trim() === '') return `track ${trackId}`
  return by === 'artist' ? `artist ${name(artist)}` : `album ${name(artist)} / ${name(album)}`
}
