import type { PlanePoint } from '@shared/domain/plane'
import type { Random } from '@shared/domain/random'
import { type Mode, modesFromBrightToDark } from './harmony'

/**
 * How a piece is to sound. Which quality follows valence and which arousal is what Gabrielsson & Lindström (2010,
 * Handbook of Music and Emotion, ch. 14) gather from a century of listening experiments.
 */
export interface Character {
  readonly beatsPerMinute: number
  readonly beatsPerBar: number
  readonly mode: Mode
  /** MIDI number of the key's root near middle C. */
  readonly tonic: number
  /** How many octaves the melody lies above the tonic; may be a fraction. */
  readonly register: number
  /** Root mean square of the whole piece in dB full scale. */
  readonly levelDecibels: number
  /** 0 dull … 1 bright: how slowly the overtones fall. */
  readonly brightness: number
  /** Share of its time that a note sounds: 0.3 staccato … 1.05 legato. */
  readonly noteLength: number
  /** 0 few long notes … 1 many short ones. */
  readonly density: number
  /** 0 pure triads … 1 many clashing and detuned notes. */
  readonly dissonance: number
  /** 0 none … 1 full drum kit. */
  readonly percussion: number
  /** 0 clean … 1 overdriven. */
  readonly roughness: number
  /** Loudness of the bass beside the other parts, 1 usual; dark pieces rest on it. */
  readonly depth: number
  /** 0 dry … 0.5 distant. */
  readonly wetness: number
  /** −1 falling melodies … 1 rising melodies. */
  readonly contour: number
}

/**
 * Draws a piece's character from its point on the plane. Each quality is drawn by itself, so that none of them gives the
 * point away; valence acts through mode, register and dissonance, which are harder to measure than tempo and loudness.
 */
export function drawCharacter({ valence, arousal }: PlanePoint, random: Random): Character {
  const around = (value: number, deviation: number): number => value + deviation * random.normal()
  const unit = (value: number, deviation: number): number => clamp(around(value, deviation), 0, 1)
  const tension = Math.max(0, -valence) * (0.55 + 0.45 * arousal)
  return {
    beatsPerMinute: clamp(around(104 + 38 * arousal, 10), 48, 176),
    beatsPerBar: random.next() < 0.2 - 0.15 * arousal ? 3 : 4,
    mode: drawMode(around(valence, 0.25)),
    tonic: Math.round(clamp(around(60 + 3 * valence, 2.5), 54, 67)),
    register: clamp(around(0.8 + 0.7 * valence + 0.1 * arousal, 0.25), 0, 1.8),
    levelDecibels: clamp(around(-18 + 5 * arousal, 1.5), -27, -12),
    brightness: unit(0.46 + 0.26 * arousal + 0.14 * valence, 0.1),
    noteLength: clamp(around(0.72 - 0.25 * arousal - 0.06 * valence, 0.12), 0.3, 1.05),
    density: unit(0.5 + 0.36 * arousal + 0.06 * valence, 0.11),
    dissonance: unit(0.22 - 0.3 * valence + 0.05 * arousal, 0.1),
    percussion: unit(0.42 + 0.42 * arousal, 0.15),
    roughness: clamp(around(1.4 * tension - 0.1, 0.08), 0, 1),
    depth: clamp(around(1 - 0.4 * valence, 0.12), 0.4, 1.7),
    wetness: clamp(around(0.22 - 0.1 * arousal, 0.05), 0.04, 0.4),
    contour: clamp(around(0.6 * valence, 0.4), -1, 1),
  }
}

function drawMode(perceivedValence: number): Mode {
  const position = Math.round(((1 - clamp(perceivedValence, -1, 1)) / 2) * (modesFromBrightToDark.length - 1))
  return modesFromBrightToDark[position] ?? modesFromBrightToDark[0]
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
