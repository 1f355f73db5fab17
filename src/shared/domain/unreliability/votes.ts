import type { Derivation } from '../schemes/derivation'
import type { TagMatrix } from '../tag-matrix'
import type { ReviewPart } from './reasons'

/** An emotion word of a track with its votes. */
export interface WordVotes {
  readonly word: string
  /** As people gave them. */
  readonly count: number
  /** What the votes weigh in the label, > 0; see `Derivation`. */
  readonly mass: number
  readonly valence: number
  readonly arousal: number
}

/**
 * The words of a track that have a part in its label, the most votes first.
 * @param derivation of the scheme that the library's labels come from
 * @param row of the matrix
 */
export function votesOf(matrix: TagMatrix, derivation: Derivation, row: number): WordVotes[] {
  const votes: WordVotes[] = []
  const end = matrix.offsets[row + 1] ?? 0
  for (let entry = matrix.offsets[row] ?? 0; entry < end; entry += 1) {
    const index = matrix.wordIndex[entry] ?? 0
    const mass = (derivation.masses[entry] ?? 0) * (derivation.weight[index] ?? 0)
    const [valence, arousal] = [derivation.valence[index] ?? 0, derivation.arousal[index] ?? 0]
    if (mass > 0) votes.push({ word: matrix.words[index]?.word ?? '', count: matrix.counts[entry] ?? 0, mass, valence, arousal })
  }
  return votes.sort((one, other) => other.count - one.count)
}

/** A standard deviation below is how people differ who hear the same. */
const usualDeviation = 0.25
/** Votes beyond the first of which it is as likely as not that they hold for the song. */
const halfVotes = 3

/** How sure some votes are, in [0, 1): 0 for one vote, one half for four. */
export function surenessOf(votes: readonly Pick<WordVotes, 'count'>[]): number {
  const beyond = Math.max(0, votes.reduce((sum, { count }) => sum + count, 0) - 1)
  return beyond / (beyond + halfVotes)
}

/**
 * How far the votes contradict each other, in [0, 1]: the standard deviation of their words' coordinates, times how sure the lesser side
 * is. Sides lie along the direction in which the words differ most. A side of one vote is no contradiction, however far it lies.
 * @returns strength and the most voted word of each side
 */
export function contradiction(votes: readonly WordVotes[]): { strength: number; sides: [WordVotes, WordVotes] | null } {
  const mass = votes.reduce((sum, { count }) => sum + count, 0)
  const mean = (of: (vote: WordVotes) => number): number => votes.reduce((sum, vote) => sum + vote.count * of(vote), 0) / mass
  const [v, a] = [mean(({ valence }) => valence), mean(({ arousal }) => arousal)]
  const [vv, va, aa] = [
    mean(({ valence }) => (valence - v) ** 2),
    mean(({ valence, arousal }) => (valence - v) * (arousal - a)),
    mean(({ arousal }) => (arousal - a) ** 2),
  ]
  const angle = 0.5 * Math.atan2(2 * va, vv - aa)
  const isOnFirst = (vote: WordVotes): boolean => (vote.valence - v) * Math.cos(angle) + (vote.arousal - a) * Math.sin(angle) >= 0
  const [first, second] = [votes.filter(isOnFirst), votes.filter((vote) => !isOnFirst(vote))]
  const [one, other] = [first[0], second[0]]
  if (!one || !other) return { strength: 0, sides: null }
  const apart = Math.min(1, Math.max(0, Math.sqrt(vv + aa) - usualDeviation) / (1 - usualDeviation))
  return {
    strength: apart * Math.min(surenessOf(first), surenessOf(second)),
    sides: one.count >= other.count ? [one, other] : [other, one],
  }
}

/** So many votes are few, whatever they say. */
const fewVotes = 4

/** What the votes of a track say about a label that was derived from them: contradictions, and labels that rest on little. */
export function voteParts(votes: readonly WordVotes[]): ReviewPart[] {
  const parts: ReviewPart[] = []
  const { strength: contrast, sides } = contradiction(votes)
  if (sides) parts.push({ reason: 'tags-disagree', strength: contrast, text: `${named(sides[0])} against ${named(sides[1])}` })
  const mass = votes.reduce((sum, { count }) => sum + count, 0)
  if (mass > 0 && (mass <= fewVotes || votes.length === 1)) {
    const strength = 0.5 / Math.sqrt(Math.max(1, mass))
    parts.push({ reason: 'few-votes', strength, text: `only ${votes.map(named).join(', ')}` })
  }
  return parts
}

/** A word with its votes, such as “calmness ×3”. */
export const named = ({ word, count }: Pick<WordVotes, 'word' | 'count'>): string => `${word} ×${Number(count.toFixed(1))}`
