import type { WordCoordinates } from '@shared/domain/label'
import type { PlanePoint } from '@shared/domain/plane'
import { deriveLabel } from '@shared/domain/scheme'
import { type EmotionStems, mapTag, tagTokens } from '@shared/domain/tag-mapping'

const negations = new Set(['not', 'no', 'never', 'without', 'isnt', 'dont', 'doesnt', 'didnt', 'wasnt', 'arent', 'aint', 'cant', 'wont'])

/** A track's comments, as prose or as the tokens they came in. */
export interface CommentsOfTrack {
  readonly trackId: number
  readonly body: string
  readonly tokens: readonly string[] | null
}

/** The words that count in comments: all but those right after a negation, which would mean their opposite. */
export function countedWords({ body, tokens }: Pick<CommentsOfTrack, 'body' | 'tokens'>): string[] {
  const words = tokens ?? tagTokens(body)
  return words.filter((_, index) => !negations.has(words[index - 1] ?? ''))
}

/**
 * Where each word lies: where the lexicon puts it, else where it puts the emotion word that the word stands for by its stem.
 * @param vocabulary words of all comments
 * @param coordinatesOf the lexicon: coordinates in [−1, 1] of those of the words that it holds
 */
export function placesOfWords(
  vocabulary: ReadonlySet<string>,
  stems: EmotionStems,
  coordinatesOf: (words: readonly string[]) => ReadonlyMap<string, WordCoordinates>,
): Map<string, WordCoordinates> {
  const own = coordinatesOf([...vocabulary])
  const meant = coordinatesOf(stems.words.map(({ word }) => word))
  const places = new Map(own)
  for (const word of vocabulary) {
    const place = own.get(word) ?? meant.get(mapTag(word, stems) ?? '')
    if (place) places.set(word, { ...place, word })
  }
  return places
}

/**
 * Label of a track by the words of its comments: the mean place of those that have one, each as often as it is written
 * (the study's formula for tags, with words for tags).
 * @returns null when no word has a place
 */
export function labelOfWords(words: readonly string[], places: ReadonlyMap<string, WordCoordinates>): PlanePoint | null {
  return deriveLabel(words.map((word) => ({ word, count: 1 })), places, { name: 'comments', weights: {} })
}
