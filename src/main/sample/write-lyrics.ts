import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { drawWord, fillSlots, hear, type Voice } from './draw-word'
import { lyricsSlots } from './text-words'

const verseLines = [
  'I {verb} along the {adjective} {noun}',
  "You're standing by the {noun} again",
  'There is a {noun} in the {adjective} {noun}',
  "And I can't tell the {noun} from the {noun}",
  '{Adjective} days and {adjective} nights',
  'They say that every {noun} will {verb}',
  'I found your {noun} on the {adjective} road',
  "We don't {verb} the way we used to {verb}",
  'Through the {noun} I hear you {verb}',
  'The {adjective} {noun} is all I know',
  'Nobody sees the {noun} in my hands',
  "It's a {adjective} town for a {adjective} heart",
]
const chorusLines = [
  'So {verb} with me, {verb} with me',
  'Oh, {adjective} {noun}, {adjective} {noun}',
  "I'm gonna {verb} until the {noun}",
  'This {noun} is yours, this {noun} is mine',
  'Yeah, we {verb}, and we {verb}, and we {verb}',
  'Under the {adjective}, {adjective} {noun}',
]
const linesPerVerse = 5

/**
 * Writes lyrics from a small grammar: verse, chorus, verse, chorus, bridge, chorus, with the marks that real lyrics carry.
 * Half of the words say nothing of emotion.
 * @returns English text of 80 to 300 words
 */
export function writeLyrics(truth: PlanePoint, random: Random): string {
  const voice: Voice = { heard: hear(truth, 0.2, random), neutralShare: 0.4 }
  const sing = (lines: readonly string[], count: number): string => {
    const chosen = random.shuffle(lines).slice(0, count)
    return chosen.map((line) => fillSlots(line, (slot) => lyricsWord(slot, voice, random))).join('\n')
  }
  const chorus = `[Chorus]\n${sing(chorusLines, 4)}`
  const verse = (number: number): string => `[Verse ${number}]\n${sing(verseLines, linesPerVerse)}`
  const parts = [verse(1), chorus, verse(2), random.next() < 0.5 ? '[Chorus]' : chorus, `[Bridge]\n${sing(verseLines, 3)}`, `${chorus} (x2)`]
  return parts.join('\n\n')
}

function lyricsWord(slot: string, voice: Voice, random: Random): string {
  if (slot === 'adjective' || slot === 'noun' || slot === 'verb') return drawWord(lyricsSlots[slot], voice, random)
  throw new RangeError(`The lyrics grammar has no slot ${slot}.`)
}
