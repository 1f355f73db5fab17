import type { WordCoordinates } from '@shared/domain/label'
import { type EmotionStems, mapTag, tagTokens } from '@shared/domain/tag-mapping'
import { coordinatesByStem } from '../text/comments-label'
import { stemOf } from '../text/porter-stemmer'

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
 * The coordinates of words: those of the lexicon, else those of the emotion word that the word maps to, else the mean of the lexicon's
 * words of the same stem.
 * @param vocabulary words of all comments
 * @param lexicon all its words with coordinates in [−1, 1]
 */
export function coordinatesOfWords(
  vocabulary: ReadonlySet<string>,
  stems: EmotionStems,
  lexicon: readonly WordCoordinates[],
): Map<string, WordCoordinates> {
  const own = new Map(lexicon.map((entry) => [entry.word, entry]))
  const byStem = coordinatesByStem(lexicon)
  const coordinates = new Map<string, WordCoordinates>()
  for (const word of vocabulary) {
    const entry = own.get(word) ?? own.get(mapTag(word, stems) ?? '') ?? byStem.get(stemOf(word))
    if (entry) coordinates.set(word, { ...entry, word })
  }
  return coordinates
}
