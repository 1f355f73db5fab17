import { wilsonInterval } from '../wilson'
import type { FoundWord } from './found-word'

/** How often the words stand in the library. */
export interface LibraryWords {
  /** Tracks that carry each emotion word. */
  readonly tracksOfWord: ReadonlyMap<string, number>
  /** Tracks with any tag. */
  readonly trackCount: number
}

/** Fewer tracks show nothing. */
const fewestTracks = 10
/** So many times as often as in the library must the word stand on the tag's tracks, at least. */
const smallestLift = 2

/**
 * Finds words that stand on the tag's tracks far more often than on all: the lower bound of their share there
 * (Wilson's interval) is at least twice their share in the library, and one half. Company alone is weak evidence: the strength is 0.6
 * of that bound.
 * @param tracks that carry the tag
 * @param tracksWithWord how many of them carry each word
 */
export function byCompany(
  tracks: number,
  tracksWithWord: ReadonlyMap<string, number>,
  { tracksOfWord, trackCount }: LibraryWords,
): FoundWord[] {
  if (tracks < fewestTracks) return []
  return [...tracksWithWord].flatMap(([word, together]): FoundWord[] => {
    const share = (tracksOfWord.get(word) ?? 0) / trackCount
    const low = wilsonInterval(together, tracks).low
    if (low < 0.5 || low < smallestLift * share) return []
    const evidence = `${together} of its ${tracks} tracks carry ${word}, of all tracks ${Math.round(100 * share)} in 100`
    return [{ word, reason: 'company', evidence, strength: 0.6 * low }]
  })
}
