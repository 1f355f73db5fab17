import type { Random } from '@shared/domain/random'
import type { Character } from './character'
import type { Bar } from './score'

/** Time kept free at the end for the last chord to ring. */
const closingSeconds = 2.2
const barsPerPhrase = 4
/** A A B A, phrase by phrase. */
const sectionOfPhrase: readonly (0 | 1)[] = [0, 0, 1, 0]

/**
 * Changes the tempo a little, so that whole bars fill the piece.
 * @param seconds length of the whole piece
 */
export function fitTempo(character: Character, seconds: number): Character {
  const playingSeconds = Math.max(seconds / 2, seconds - closingSeconds)
  const bars = Math.max(1, Math.round(playingSeconds / secondsPerBar(character)))
  return { ...character, beatsPerMinute: (60 * character.beatsPerBar * bars) / playingSeconds }
}

/**
 * Lays out the bars of a piece: phrases of four bars in the form A A B A, the first two bars without melody and drums.
 * @param character with a tempo that `fitTempo` fitted
 * @param seconds length of the whole piece
 * @returns at least one bar
 */
export function layOutBars(character: Character, seconds: number, random: Random): Bar[] {
  const barSeconds = secondsPerBar(character)
  const count = Math.max(1, Math.round(Math.max(seconds / 2, seconds - closingSeconds) / barSeconds))
  const { progressions } = character.mode
  const chords = [random.pick(progressions), random.pick(progressions)] as const
  const introBars = count > 2 * barsPerPhrase ? 2 : 0
  return Array.from({ length: count }, (_, index) => {
    const barOfPhrase = index % barsPerPhrase
    const section = sectionOfPhrase[Math.floor(index / barsPerPhrase) % sectionOfPhrase.length] ?? 0
    return { startSeconds: index * barSeconds, chord: chords[section][barOfPhrase] ?? 0, section, barOfPhrase, full: index >= introBars }
  })
}

export function secondsPerBar(character: Character): number {
  return (60 / character.beatsPerMinute) * character.beatsPerBar
}
