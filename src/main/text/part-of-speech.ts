import createTagger from 'wink-pos-tagger'

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

let tagger: ReturnType<typeof createTagger> | undefined

/**
 * Recognises the part of speech of each word in its sentence.
 * @param words of one sentence or line, in order, stop words included: neighbours decide
 * @returns one for each word
 */
export function tagWords(words: readonly string[]): PartOfSpeech[] {
  tagger ??= createTagger()
  return tagger.tagRawTokens(words).map(({ pos }) => byPennTag.find(([tag]) => pos.startsWith(tag))?.[1] ?? 'other')
}
