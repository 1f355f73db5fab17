import type { Library } from '@main/store/library'
import { setText } from '@main/store/texts'
import { addShortSongs } from './short-songs'

const words = {
  happy: ['sunshine', 'dancing', 'smile', 'golden', 'laughter', 'summer', 'bright', 'together'],
  sad: ['rain', 'lonely', 'tears', 'grey', 'goodbye', 'winter', 'broken', 'shadow'],
} as const

/**
 * Short songs whose lyrics and comments follow their valence.
 * @param without songs (counted from 0) that get no texts
 * @returns their ids
 */
export function addSongsWithTexts(library: Library, count: number, without: readonly number[] = []): number[] {
  const ids = addShortSongs(library, count)
  for (const [index, trackId] of ids.entries()) {
    if (without.includes(index)) continue
    const mood = index % 2 === 0 ? words.happy : words.sad
    const line = (start: number): string =>
      Array.from({ length: 6 }, (_, position) => mood[(index + start * 3 + position * 5) % mood.length]).join(' ')
    const lyrics = Array.from({ length: 8 }, (_, verse) => line(verse)).join('\n')
    setText(library.database, { trackId, kind: 'lyrics', body: lyrics, source: 'test' }, new Date(0))
    setText(
      library.database,
      { trackId, kind: 'comments', body: `This song is all ${line(1)}. I hear ${line(2)} in it!`, source: 'test' },
      new Date(0),
    )
  }
  return ids
}
