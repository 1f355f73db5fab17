import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { commonSentences, moodSentences, otherSentences } from './comment-sentences'
import { drawMood, drawWord, fillSlots, hear } from './draw-word'
import { commentSlots, type Mood, moods } from './text-words'

const commentsPerTrack: readonly [number, number] = [9, 13]
const sentencesPerComment: readonly [number, number] = [2, 5]
/** How far from the truth a listener hears a piece (standard deviation). */
const hearingSpread: PlanePoint = { valence: 0.3, arousal: 0.45 }
/** The shares of comments about other things than the music, and of comments by a writer who disagrees with everybody. */
const otherShare = 0.12
const contraryShare = 0.06
/** Share of a comment's sentences that keep to the mood of its first. */
const sameMoodShare = 0.6
/** Share of sentences that only this mood knows. */
const moodSentenceShare = 0.4
const neutralShare = 0.12

/**
 * Writes what listeners say about a piece: several comments that speak of meaning and feeling, each by a listener with an
 * ear of their own; a few speak of other things or disagree. They show valence more plainly than lyrics do.
 * @returns English text of 200 to 700 words, comments separated by an empty line
 */
export function writeComments(truth: PlanePoint, random: Random): string {
  return Array.from({ length: random.integer(...commentsPerTrack) }, () => writeComment(truth, random)).join('\n\n')
}

function writeComment(truth: PlanePoint, random: Random): string {
  const kind = random.next()
  if (kind < otherShare) return random.shuffle(otherSentences).slice(0, random.integer(1, 2)).join(' ')
  const heard = hear(truth, hearingSpread, random)
  const nextMood = (): Mood => (kind < otherShare + contraryShare ? random.pick(moods) : drawMood(heard, random))
  const first = nextMood()
  const used = new Set<string>()
  const sentences = Array.from({ length: random.integer(...sentencesPerComment) }, () =>
    writeSentence(random.next() < sameMoodShare ? first : nextMood(), used, random),
  )
  return (kind < otherShare + contraryShare ? ["I don't agree with the others.", ...sentences] : sentences).join(' ')
}

/** A sentence of a mood that the comment has not used yet. */
function writeSentence(mood: Mood, used: Set<string>, random: Random): string {
  const all = random.next() < moodSentenceShare ? moodSentences[mood] : commonSentences
  const left = all.filter((sentence) => !used.has(sentence))
  const sentence = random.pick(left.length > 0 ? left : commonSentences)
  used.add(sentence)
  return fillSlots(sentence, (slot) => commentWord(slot, mood, random))
}

function commentWord(slot: string, mood: Mood, random: Random): string {
  if (slot === 'feeling' || slot === 'meaning' || slot === 'quality' || slot === 'memory' || slot === 'act')
    return drawWord(commentSlots[slot], mood, neutralShare, random)
  throw new RangeError(`The comments grammar has no slot ${slot}.`)
}
