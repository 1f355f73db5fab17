import type { Random } from '@shared/domain/random'
import type { Character } from './character'
import { makeDrumSounds } from './drum-sounds'
import type { Ensemble, Instrument } from './instruments'
import { master } from './master'
import { addVoice } from './play-note'
import { addRoom } from './room'
import type { Note, Part, Score } from './score'
import { createWavetables, type Wavetables } from './wavetable'

export const sampleRate = 22_050

const partGain: Readonly<Record<Part, number>> = { lead: 0.5, chords: 0.26, bass: 0.5 }
const drumGain = 0.5

/**
 * Plays a score.
 * @param seconds length of the piece
 * @returns mono samples at 22,050 Hz, within −1…1, seconds · 22,050 of them
 */
export function perform(score: Score, character: Character, ensemble: Ensemble, seconds: number, random: Random): Float32Array {
  const length = Math.round(seconds * sampleRate)
  const tables = createWavetables(character.brightness)
  const clean = new Float32Array(length)
  const driven = new Float32Array(length)
  const gains = { ...partGain, bass: partGain.bass * character.depth }
  for (const note of score.notes) playNote(note.part === 'lead' ? clean : driven, note, gains[note.part], ensemble[note.part], tables)
  overdrive(driven, character.roughness)
  for (let index = 0; index < length; index += 1) clean[index] = (clean[index] ?? 0) + (driven[index] ?? 0)
  playDrums(clean, score, character, random)
  const inRoom = addRoom(clean, character.wetness, sampleRate)
  master(inRoom, character.levelDecibels, sampleRate)
  return inRoom
}

function playNote(
  track: Float32Array,
  note: Note,
  gain: number,
  instrument: Instrument,
  tables: (instrument: Instrument, hertz: number) => Wavetables,
): void {
  const { unisonCents } = instrument
  const players = unisonCents === 0 ? [0] : [-unisonCents / 2, unisonCents / 2]
  for (const cents of players) {
    const hertz = 440 * 2 ** ((note.midi - 69 + cents / 100) / 12)
    addVoice(track, {
      instrument,
      tables: tables(instrument, hertz),
      hertz,
      startSample: Math.round(note.startSeconds * sampleRate),
      heldSamples: Math.round(note.seconds * sampleRate),
      gain: (gain * note.velocity) / Math.sqrt(players.length),
      sampleRate,
    })
  }
}

/** Bends the waveform like an overdriven amplifier; chords gain sum and difference tones, which sound rough. */
function overdrive(track: Float32Array, roughness: number): void {
  if (roughness === 0) return
  const drive = 1 + 9 * roughness
  for (let index = 0; index < track.length; index += 1) {
    const sample = track[index] ?? 0
    track[index] = (1 - roughness) * sample + roughness * 0.6 * Math.tanh(drive * sample)
  }
}

function playDrums(track: Float32Array, score: Score, character: Character, random: Random): void {
  const sounds = makeDrumSounds(character.brightness, sampleRate, random)
  for (const { drum, startSeconds, velocity } of score.hits) {
    const sound = sounds[drum]
    const start = Math.round(startSeconds * sampleRate)
    const length = Math.min(sound.length, track.length - start)
    for (let index = 0; index < length; index += 1) {
      const at = start + index
      track[at] = (track[at] ?? 0) + drumGain * velocity * (sound[index] ?? 0)
    }
  }
}
