import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import type { Mood, SlotWords } from './text-words'

/**
 * Draws what a sentence speaks of: the further the piece lies to the right, the more often a bright mood, and the higher, the more often
 * a lively one. Texts show valence more plainly than arousal, as the study found of lyrics and comments.
 * @param heard where the writer hears the piece; may lie a little off the plane
 */
export function drawMood({ valence, arousal }: PlanePoint, random: Random): Mood {
  const bright = random.next() < logistic(4 * valence)
  const lively = random.next() < logistic(1.6 * arousal)
  if (bright) return lively ? 'brightLively' : 'brightQuiet'
  return lively ? 'darkLively' : 'darkQuiet'
}

/**
 * Draws the word of a slot.
 * @param mood what the sentence speaks of; all its words do, so that words of a mood stand together as they do in real texts
 * @param neutralShare of words that say nothing of emotion, 0 … 1
 */
export function drawWord(slot: SlotWords, mood: Mood, neutralShare: number, random: Random): string {
  return random.pick(random.next() < neutralShare ? slot.neutral : slot[mood])
}

/** A point near the truth, as one writer hears it. */
export function hear(truth: PlanePoint, deviation: PlanePoint, random: Random): PlanePoint {
  return { valence: truth.valence + deviation.valence * random.normal(), arousal: truth.arousal + deviation.arousal * random.normal() }
}

/**
 * Fills `{slot}` in a sentence; `{Slot}` gives a capital letter; 'a' becomes 'an' before a vowel. No word stands twice in a sentence
 * where there are others.
 */
export function fillSlots(sentence: string, wordOf: (slot: string) => string): string {
  const used = new Set<string>()
  const fresh = (slot: string): string => {
    const drawn = Array.from({ length: 3 }, () => wordOf(slot))
    const word = drawn.find((candidate) => !used.has(candidate)) ?? drawn[0] ?? ''
    used.add(word)
    return word
  }
  const filled = sentence.replace(/\{(\w+)\}/gu, (_, slot: string) => {
    const word = fresh(slot.toLowerCase())
    return slot.charAt(0) === slot.charAt(0).toLowerCase() ? word : word.charAt(0).toUpperCase() + word.slice(1)
  })
  return filled.replace(/\b([Aa]) (?=[aeiou])/gu, '$1n ')
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
