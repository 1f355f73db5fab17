import { createRequire } from 'node:module'
import type createTagger from 'wink-pos-tagger'

/** Parts of speech; the id of one in a network's input is its index here + 1, as 0 is padding. */
export const partsOfSpeech = [
  'noun',
  'proper-noun',
  'verb',
  'adjective',
  'adverb',
  'pronoun',
  'determiner',
  'preposition',
  'conjunction',
  'number',
  'interjection',
  'other',
] as const
export type PartOfSpeech = (typeof partsOfSpeech)[number]

/** Tags of the Penn Treebank by their beginnings; the first that fits counts. */
const byPennTag: readonly (readonly [string, PartOfSpeech])[] = [
  ['NNP', 'proper-noun'],
  ['NN', 'noun'],
  ['VB', 'verb'],
  ['MD', 'verb'],
  ['JJ', 'adjective'],
  ['RB', 'adverb'],
  ['WRB', 'adverb'],
  ['PRP', 'pronoun'],
  ['WP', 'pronoun'],
  ['EX', 'pronoun'],
  ['PDT', 'determiner'],
  ['WDT', 'determiner'],
  ['DT', 'determiner'],
  ['IN', 'preposition'],
  ['TO', 'preposition'],
  ['RP', 'preposition'],
  ['CC', 'conjunction'],
  ['CD', 'number'],
  ['UH', 'interjection'],
]

// Read when the first words are tagged: no program should begin with reading its word list.
const requireModule = createRequire(import.meta.url)
let tagger: ReturnType<typeof createTagger> | undefined

/**
 * Recognises the part of speech of each word in its sentence.
 * @param words of one sentence or line, in order, stop words included: neighbours decide
 * @returns one for each word
 */
export function tagWords(words: readonly string[]): PartOfSpeech[] {
  tagger ??= (requireModule('wink-pos-tagger') as typeof createTagger)()
  return tagger.tagRawTokens(words).map(({ pos }) => byPennTag.find(([tag]) => pos.startsWith(tag))?.[1] ?? 'other')
}
