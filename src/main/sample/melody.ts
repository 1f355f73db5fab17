import type { Random } from '@shared/domain/random'
import type { Character } from './character'
import { degreeToSemitones } from './harmony'
import type { Bar, Note } from './score'

interface MotifNote {
  readonly beat: number
  readonly beats: number
  /** Scale steps above the chord's root. */
  readonly step: number
}

/** Steps of the chord itself, of which a strong beat takes the nearest. */
const chordSteps = [-3, 0, 2, 4, 7, 9]

/**
 * Writes the melody: one motif for each section, moved with the chords, varied in every second bar, resting on a long
 * note at the end of a phrase.
 */
export function writeMelody(character: Character, bars: readonly Bar[], random: Random): Note[] {
  const motifs = [drawMotif(character, random), drawMotif(character, random)] as const
  return bars
    .filter(({ full }) => full)
    .flatMap((bar) => {
      const motif = bar.barOfPhrase === 3 ? cadence(character) : varied(motifs[bar.section], bar.barOfPhrase === 1 ? 0.35 : 0.1, random)
      return motif.map((note) => toNote(character, bar, note, random))
    })
}

function drawMotif(character: Character, random: Random): MotifNote[] {
  const grid = character.density > 0.6 ? 0.5 : 1
  const onsets: number[] = []
  for (let beat = 0; beat < character.beatsPerBar; beat += grid) {
    const strength = Number.isInteger(beat) ? 0.55 : 0.25
    if (beat === 0 || random.next() < strength * (0.35 + 1.3 * character.density)) onsets.push(beat)
  }
  let step = random.pick([0, 2, 4])
  return onsets.map((beat, index) => {
    const next = onsets[index + 1] ?? character.beatsPerBar
    if (index > 0) step += Math.round(1.6 * random.normal() + 0.8 * character.contour)
    step = Math.max(-3, Math.min(9, step))
    return { beat, beats: next - beat, step: beat % 2 === 0 ? nearestChordStep(step) : step }
  })
}

function cadence(character: Character): MotifNote[] {
  const last = character.contour > 0 ? 4 : 0
  return [
    { beat: 0, beats: 1, step: 2 },
    { beat: 1, beats: character.beatsPerBar - 1, step: last },
  ]
}

function varied(motif: readonly MotifNote[], chance: number, random: Random): MotifNote[] {
  return motif.map((note) => (random.next() < chance ? { ...note, step: note.step + random.pick([-1, 1]) } : note))
}

function nearestChordStep(step: number): number {
  return chordSteps.reduce((best, candidate) => (Math.abs(candidate - step) < Math.abs(best - step) ? candidate : best))
}

function toNote(character: Character, bar: Bar, note: MotifNote, random: Random): Note {
  const secondsPerBeat = 60 / character.beatsPerMinute
  const chord = bar.chord > 3 ? bar.chord - 7 : bar.chord
  const clash = random.next() < 0.16 * character.dissonance ? random.pick([-1, 1]) : 0
  return {
    part: 'lead',
    startSeconds: Math.max(0, bar.startSeconds + note.beat * secondsPerBeat + 0.006 * random.normal()),
    seconds: note.beats * secondsPerBeat * character.noteLength,
    midi: character.tonic + degreeToSemitones(character.mode, chord + note.step) + clash + octaves(character.register),
    velocity: (note.beat === 0 ? 0.85 : 0.7) + 0.06 * random.normal(),
  }
}

/** A melody leaves its scale if it is moved by anything but whole octaves; so the register is met by the nearest one. */
function octaves(register: number): number {
  return 12 * Math.round(register)
}
