import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import type { SlotWords } from './text-words'

/** How a text speaks of its piece. */
export interface Voice {
  /** Where the writer hears the piece; may lie a little off the plane. */
  readonly heard: PlanePoint
  /** Share of words that say nothing of emotion, 0 … 1. */
  readonly neutralShare: number
}

/** Draws the word of a slot: the further the piece lies to the right, the more often a bright one, and so for the others. */
export function drawWord(slot: SlotWords, { heard, neutralShare }: Voice, random: Random): string {
  if (random.next() < neutralShare) return random.pick(slot.neutral)
  const bright = random.next() < logistic(3 * heard.valence)
  const lively = random.next() < logistic(2.2 * heard.arousal)
  if (bright) return random.pick(lively ? slot.brightLively : slot.brightQuiet)
  return random.pick(lively ? slot.darkLively : slot.darkQuiet)
}

/** A place near the truth, as one writer hears it. */
export function hear(truth: PlanePoint, spread: number, random: Random): PlanePoint {
  return { valence: truth.valence + spread * random.normal(), arousal: truth.arousal + spread * random.normal() }
}

/** Fills `{slot}` in a sentence; `{Slot}` gives a capital letter; 'a' becomes 'an' before a vowel. */
export function fillSlots(sentence: string, wordOf: (slot: string) => string): string {
  const filled = sentence.replace(/\{(\w+)\}/gu, (_, slot: string) => {
    const word = wordOf(slot.toLowerCase())
    return slot.charAt(0) === slot.charAt(0).toLowerCase() ? word : word.charAt(0).toUpperCase() + word.slice(1)
  })
  return filled.replace(/\b([Aa]) (?=[aeiou])/gu, '$1n ')
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
