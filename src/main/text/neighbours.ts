import { fail } from '@shared/domain/failure'
import { stemOf } from './porter-stemmer'
import type { Vocabulary } from './vocabulary'

/** A word and how close it is: cosine similarity in [−1, 1]. */
export interface Neighbour {
  readonly word: string
  readonly similarity: number
}

/**
 * The words nearest to a word, by cosine similarity, the nearest first; words without a vector are passed over. So are words that the
 * texts use too seldom for their vectors to be known: those that stood beside a word once lie nearer to it than all that are like it.
 * @param word as written or a stem
 * @param fewest how often a word must occur to be listed; where no word occurs as often, all are listed
 * @param vectors shape [words + 1, size], row-major, by id
 * @throws Failure `not-found` when the word is not in the vocabulary or has no vector
 */
export function nearestWords(
  word: string,
  vocabulary: Pick<Vocabulary, 'words' | 'ids' | 'counts'>,
  vectors: Float32Array,
  size: number,
  count: number,
  fewest = 0,
): Neighbour[] {
  const lower = word.trim().toLowerCase()
  const id = vocabulary.ids.get(lower) ?? vocabulary.ids.get(stemOf(lower)) ?? 0
  const own = vectors.subarray(id * size, (id + 1) * size)
  const ownLength = Math.sqrt(dot(own, own))
  if (id === 0 || ownLength === 0) return fail('not-found', `“${word}” has no vector.`, 'Try a word that the texts use.')
  const listed = vocabulary.counts.some((times, index) => times >= fewest && index + 1 !== id) ? fewest : 0
  const neighbours: Neighbour[] = []
  for (const [index, other] of vocabulary.words.entries()) {
    if (index + 1 === id || (vocabulary.counts[index] ?? 0) < listed) continue
    const vector = vectors.subarray((index + 1) * size, (index + 2) * size)
    const length = Math.sqrt(dot(vector, vector))
    if (length > 0) neighbours.push({ word: other, similarity: dot(own, vector) / (ownLength * length) })
  }
  return neighbours.sort((a, b) => b.similarity - a.similarity).slice(0, count)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0)
  return sum
}
