import type { Random } from '@shared/domain/random'
import type { Character } from './character'
import { secondsPerBar } from './form'
import { degreeToSemitones } from './harmony'
import type { Bar, Note } from './score'

/** How the chords are played, from calm to lively. */
const compings = ['held', 'halves', 'broken', 'beats', 'offbeats', 'pulsing'] as const
type Comping = (typeof compings)[number]

/** Writes chords and bass for every bar, and the chord that ends the piece. */
export function writeAccompaniment(character: Character, bars: readonly Bar[], random: Random): Note[] {
  const livelinessStep = Math.round(character.density * (compings.length - 1) + 0.7 * random.normal())
  const comping = compings[Math.max(0, Math.min(compings.length - 1, livelinessStep))] ?? 'held'
  const notes = bars.flatMap((bar) => [...writeChords(character, bar, comping, random), ...writeBass(character, bar, random)])
  return [...notes, ...closingChord(character, bars)]
}

function writeChords(character: Character, bar: Bar, comping: Comping, random: Random): Note[] {
  const beat = 60 / character.beatsPerMinute
  const pitches = voicing(character, bar.chord, random)
  const onsets = compingOnsets(comping, character.beatsPerBar)
  return onsets.flatMap(({ at, beats }, index) => {
    const sounding = comping === 'broken' ? [pitches[index % pitches.length] ?? 0] : pitches
    return sounding.map((midi) => ({
      part: 'chords' as const,
      startSeconds: Math.max(0, bar.startSeconds + at * beat + 0.005 * random.normal()),
      seconds: beats * beat * (comping === 'held' ? 1 : character.noteLength),
      midi: midi + 0.25 * character.dissonance * random.normal(),
      velocity: 0.5 + 0.05 * random.normal() + (at === 0 ? 0.08 : 0),
    }))
  })
}

function compingOnsets(comping: Comping, beatsPerBar: number): { at: number; beats: number }[] {
  const every = (step: number, offset = 0): { at: number; beats: number }[] => {
    const count = Math.ceil((beatsPerBar - offset) / step)
    return Array.from({ length: count }, (_, index) => ({ at: offset + index * step, beats: step }))
  }
  if (comping === 'held') return every(beatsPerBar)
  if (comping === 'halves') return every(beatsPerBar / 2)
  if (comping === 'beats') return every(1)
  if (comping === 'offbeats') return every(1, 0.5)
  return every(0.5)
}

/**
 * A triad near the tonic (an octave higher in pieces of a high register), with a clashing neighbour as often as the character's
 * dissonance says.
 */
function voicing(character: Character, chord: number, random: Random): number[] {
  const root = chord > 3 ? chord - 7 : chord
  const lift = character.register > 1.1 ? 12 : 0
  const pitches = [0, 2, 4].map((step) => character.tonic + lift + degreeToSemitones(character.mode, root + step))
  const [lowest = character.tonic] = pitches
  if (random.next() < 0.75 * character.dissonance) pitches.push(lowest + random.pick([1, 6, 13]))
  else if (random.next() < 0.2) pitches.push(lowest + 12)
  return pitches
}

function writeBass(character: Character, bar: Bar, random: Random): Note[] {
  const beat = 60 / character.beatsPerMinute
  const root = bar.chord > 3 ? bar.chord - 7 : bar.chord
  const low = character.tonic - (character.tonic > 60 ? 24 : 12)
  const steps = character.density > 0.75 ? 0.5 : character.density > 0.4 ? 1 : character.beatsPerBar
  const count = Math.round(character.beatsPerBar / steps)
  return Array.from({ length: count }, (_, index) => ({
    part: 'bass' as const,
    startSeconds: bar.startSeconds + index * steps * beat,
    seconds: steps * beat * Math.min(1, character.noteLength + 0.1),
    midi: low + degreeToSemitones(character.mode, root + (index % 4 === 2 && random.next() < 0.6 ? 4 : 0)),
    velocity: index === 0 ? 0.8 : 0.65,
  }))
}

function closingChord(character: Character, bars: readonly Bar[]): Note[] {
  const last = bars.at(-1)
  if (!last) return []
  const startSeconds = last.startSeconds + secondsPerBar(character)
  const tones = [0, 2, 4, 7].map((degree) => character.tonic + degreeToSemitones(character.mode, degree))
  const bass = character.tonic - 12
  return [...tones.map((midi) => ({ part: 'chords' as const, midi })), { part: 'bass' as const, midi: bass }].map((note) => ({
    ...note,
    startSeconds,
    seconds: 1.6,
    velocity: 0.6,
  }))
}
