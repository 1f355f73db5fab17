import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { drawMood, drawWord, fillSlots, hear } from './draw-word'
import { commonLines, type CommonLines, moodLines } from './lyric-lines'
import { lyricsSlots, type Mood } from './text-words'

/** How far from the truth the words of a song lie (standard deviation). */
const writingSpread: PlanePoint = { valence: 0.2, arousal: 0.5 }
/** Share of a part's lines that keep to its mood; the others speak of what the song speaks of. */
const sameMoodShare = 0.5
/** Share of lines that only this mood knows. */
const moodLineShare = 0.3
const neutralShare = 0.2
const [linesPerVerse, linesPerChorus, linesPerBridge] = [6, 4, 4]

/**
 * Writes lyrics from a small grammar: verse, chorus, verse, chorus, bridge, verse, chorus, with the marks that real lyrics carry. The
 * lines of a part speak mostly of one mood.
 * @returns English text of 120 to 400 words
 */
export function writeLyrics(truth: PlanePoint, random: Random): string {
  const heard = hear(truth, writingSpread, random)
  const sing = (kind: keyof CommonLines, count: number): string => {
    const mood = drawMood(heard, random)
    const used = new Set<string>()
    return Array.from({ length: count }, () =>
      writeLine(kind, random.next() < sameMoodShare ? mood : drawMood(heard, random), used, random),
    ).join('\n')
  }
  const chorus = `[Chorus]\n${sing('chorus', linesPerChorus)}`
  const verse = (number: number): string => `[Verse ${number}]\n${sing('verse', linesPerVerse)}`
  const parts = [
    verse(1),
    chorus,
    verse(2),
    random.next() < 0.5 ? '[Chorus]' : chorus,
    `[Bridge]\n${sing('verse', linesPerBridge)}`,
    verse(3),
    `${chorus} (x2)`,
  ]
  return parts.join('\n\n')
}

/** A line of a mood that its part has not used yet. */
function writeLine(kind: keyof CommonLines, mood: Mood, used: Set<string>, random: Random): string {
  const all = random.next() < moodLineShare ? moodLines[mood] : commonLines[kind]
  const left = all.filter((line) => !used.has(line))
  const line = random.pick(left.length > 0 ? left : commonLines.verse)
  used.add(line)
  return fillSlots(line, (slot) => lyricsWord(slot, mood, random))
}

function lyricsWord(slot: string, mood: Mood, random: Random): string {
  if (slot === 'adjective' || slot === 'noun' || slot === 'verb') return drawWord(lyricsSlots[slot], mood, neutralShare, random)
  throw new RangeError(`The lyrics grammar has no slot ${slot}.`)
}
