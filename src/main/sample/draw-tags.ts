import type { WordCoordinates } from '@shared/domain/label'
import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { plainTags, popularity, spellings } from './tag-words'

/** How far from the truth people hear a piece (standard deviation on each axis). */
const hearingSpread = 0.08
/** How far from what they hear a word may lie and still be used. */
const wordSpread = 0.3
/** Shares of pieces with 1, 2, 3 … emotion words; as in the study's data, a little richer. */
const wordCountShares = [0.1, 0.19, 0.2, 0.19, 0.14, 0.1, 0.08]
const wrongWordChance = 0.12

/** Shared by most pieces, calm or not: the distortion that the study found in its labels. */
const everywhere = 'calmness'

/**
 * Draws the social tags of a piece with the noise that the study found: popular words win, a few words are wrong, and
 * 'calmness' stands on pieces that are anything but calm.
 * @param words the emotion words with their coordinates in [−1, 1]
 * @returns raw tags with their counts (≥ 1), the most used first; at least one names an emotion
 */
export function drawTags(truth: PlanePoint, words: readonly WordCoordinates[], random: Random): [string, number][] {
  const heard = { valence: truth.valence + hearingSpread * random.normal(), arousal: truth.arousal + hearingSpread * random.normal() }
  const counts = new Map<string, number>()
  const add = (word: string, count: number): void => {
    counts.set(word, (counts.get(word) ?? 0) + Math.max(1, Math.round(count)))
  }
  for (const { word, fit } of drawWords(heard, words, random)) add(word, Math.exp(1.2 + 0.6 * random.normal()) * (1 + 5 * fit))
  if (random.next() < calmnessChance(heard)) add(everywhere, Math.exp(2.6 + 0.55 * random.normal()))
  if (random.next() < wrongWordChance) add(random.pick(words).word, random.integer(1, 3))
  return [...spelled(counts, random), ...plain(random)].sort(([, first], [, second]) => second - first)
}

function calmnessChance(heard: PlanePoint): number {
  return Math.min(0.9, Math.max(0.3, 0.5 - 0.22 * heard.arousal + 0.08 * heard.valence))
}

interface FittingWord {
  readonly word: string
  /** 0 … 1: how near the word lies to what was heard. */
  readonly fit: number
}

/** Draws words without putting back, the near and the popular ones more often. */
function drawWords(heard: PlanePoint, words: readonly WordCoordinates[], random: Random): FittingWord[] {
  const left = words.map(({ word, valence, arousal }) => {
    const distance = Math.hypot(valence - heard.valence, arousal - heard.arousal)
    const fit = Math.exp(-((distance / wordSpread) ** 2) / 2)
    return { word, fit, chance: (popularity[word] ?? 1) * fit }
  })
  const drawn: FittingWord[] = []
  for (let wanted = drawIndex(wordCountShares, random) + 1; wanted > 0; wanted -= 1) {
    const [word] = left.splice(
      drawIndex(
        left.map(({ chance }) => chance),
        random,
      ),
      1,
    )
    if (word) drawn.push(word)
  }
  return drawn
}

/** An index drawn in proportion to its share. */
function drawIndex(shares: readonly number[], random: Random): number {
  let rest = random.next() * shares.reduce((sum, share) => sum + share, 0)
  const index = shares.findIndex((share) => (rest -= share) < 0)
  return index < 0 ? 0 : index
}

/** Spreads the count of each emotion word over one to three of its spellings. */
function spelled(counts: ReadonlyMap<string, number>, random: Random): [string, number][] {
  return [...counts].flatMap(([word, count]) => {
    const ways = random.shuffle(spellings[word] ?? [word]).slice(0, Math.min(count, random.integer(1, 3)))
    return ways.map((spelling, index): [string, number] => {
      const share = Math.floor(count / ways.length)
      return [spelling, index === 0 ? count - share * (ways.length - 1) : share]
    })
  })
}

function plain(random: Random): [string, number][] {
  const tags = random.shuffle(plainTags).slice(0, random.integer(2, 5))
  return tags.map((tag) => [tag, Math.max(1, Math.round(Math.exp(2 + 0.9 * random.normal())))])
}
