import fc from 'fast-check'
import type { WeightedWord } from '@shared/domain/label'

/** Three words with coordinates and one without. */
export const words = [
  { word: 'joy', valence: 0.9, arousal: 0.4 },
  { word: 'calm', valence: 0.4, arousal: -0.8 },
  { word: 'grief', valence: -0.9, arousal: -0.3 },
  { word: 'unplaced', valence: null, arousal: null },
] as const

/** The words that have coordinates. */
export const coordinates = new Map(words.flatMap((word) => (word.valence === null ? [] : [[word.word, word] as const])))

/** Any song with one word or more, as counts by word. */
export const song = fc.dictionary(fc.constantFrom(...words.map(({ word }) => word)), fc.integer({ min: 1, max: 100 }), { minKeys: 1 })

/** The words of a song with their counts. */
export function songWords(counts: Readonly<Record<string, number>>): WeightedWord[] {
  return Object.entries(counts).map(([word, count]) => ({ word, count }))
}
