import { inWords } from './difference-in-words'
import type { ReviewPart } from './reasons'
import { surenessOf, type WordVotes } from './votes'

/**
 * How far neutralising words move a label: their share of what it rests on, times the way that it goes without them, times how sure the
 * other votes are.
 * @param neutralising words that pull the labels of a whole set together; see `neutralisingWords` of the schemes
 * @returns null for a track that carries none of them or nothing else
 */
export function neutralisingPart(votes: readonly WordVotes[], neutralising: ReadonlySet<string>): ReviewPart | null {
  const [taken, left] = [votes.filter(({ word }) => neutralising.has(word)), votes.filter(({ word }) => !neutralising.has(word))]
  if (taken.length === 0 || left.length === 0) return null
  const [all, rest] = [meanOf(votes), meanOf(left)]
  const way = { valence: rest.valence - all.valence, arousal: rest.arousal - all.arousal }
  const share = 1 - rest.mass / all.mass
  const words = taken.map(({ word }) => word).join(' and ')
  return {
    reason: 'neutralising-words',
    strength: Math.min(0.9, share * Math.hypot(way.valence, way.arousal) * surenessOf(left)),
    text: `${words}: ${Math.round(100 * share)} % of its tag mass; without them ${inWords(way)}`,
  }
}

function meanOf(votes: readonly WordVotes[]): { valence: number; arousal: number; mass: number } {
  const total = votes.reduce((sum, { mass }) => sum + mass, 0)
  const mean = (of: (vote: WordVotes) => number): number => votes.reduce((sum, vote) => sum + vote.mass * of(vote), 0) / total
  return { valence: mean(({ valence }) => valence), arousal: mean(({ arousal }) => arousal), mass: total }
}
