import type { Part } from './score'

/** A timbre as numbers: a falling series of overtones and an envelope. */
export interface Instrument {
  readonly name: string
  /** Loudness of overtone k is k^−rolloff … */
  readonly rolloff: number
  /** … times this for every even k (a clarinet has few of them). */
  readonly evenShare: number
  /** Overtones that exist; all when left out. */
  readonly partials?: readonly number[]
  readonly attackSeconds: number
  /** Time in which a struck or plucked note falls by 1/e; sustained instruments have none. */
  readonly decaySeconds?: number
  readonly releaseSeconds: number
  /** How fast the bright beginning of a note gives way to its dull end. */
  readonly dullingSeconds: number
  /** Cents up and down, at 5.5 Hz. */
  readonly vibratoCents: number
  /** Cents between two players in unison; 0 for one player. */
  readonly unisonCents: number
}

const piano: Instrument = {
  name: 'piano',
  rolloff: 1.7,
  evenShare: 1,
  attackSeconds: 0.004,
  decaySeconds: 1.4,
  releaseSeconds: 0.12,
  dullingSeconds: 0.35,
  vibratoCents: 0,
  unisonCents: 0,
}
const guitar: Instrument = {
  name: 'guitar',
  rolloff: 1.35,
  evenShare: 0.8,
  attackSeconds: 0.002,
  decaySeconds: 0.8,
  releaseSeconds: 0.08,
  dullingSeconds: 0.18,
  vibratoCents: 0,
  unisonCents: 0,
}
const mallets: Instrument = {
  name: 'mallets',
  rolloff: 1.1,
  evenShare: 1,
  partials: [1, 4, 10],
  attackSeconds: 0.001,
  decaySeconds: 0.6,
  releaseSeconds: 0.2,
  dullingSeconds: 0.06,
  vibratoCents: 0,
  unisonCents: 0,
}
const strings: Instrument = {
  name: 'strings',
  rolloff: 1.25,
  evenShare: 1,
  attackSeconds: 0.11,
  releaseSeconds: 0.22,
  dullingSeconds: 2,
  vibratoCents: 9,
  unisonCents: 8,
}
const flute: Instrument = {
  name: 'flute',
  rolloff: 2.5,
  evenShare: 0.7,
  attackSeconds: 0.05,
  releaseSeconds: 0.08,
  dullingSeconds: 0.5,
  vibratoCents: 10,
  unisonCents: 0,
}
const clarinet: Instrument = {
  name: 'clarinet',
  rolloff: 1.5,
  evenShare: 0.12,
  attackSeconds: 0.035,
  releaseSeconds: 0.07,
  dullingSeconds: 0.8,
  vibratoCents: 3,
  unisonCents: 0,
}
const organ: Instrument = {
  name: 'organ',
  rolloff: 0.75,
  evenShare: 1,
  partials: [1, 2, 3, 4, 6, 8],
  attackSeconds: 0.012,
  releaseSeconds: 0.05,
  dullingSeconds: 3,
  vibratoCents: 4,
  unisonCents: 0,
}
const synthesiser: Instrument = {
  name: 'synthesiser',
  rolloff: 1.05,
  evenShare: 0.9,
  attackSeconds: 0.015,
  releaseSeconds: 0.1,
  dullingSeconds: 0.25,
  vibratoCents: 4,
  unisonCents: 11,
}
const pluckedBass: Instrument = {
  name: 'plucked bass',
  rolloff: 1.6,
  evenShare: 0.9,
  attackSeconds: 0.004,
  decaySeconds: 1.1,
  releaseSeconds: 0.06,
  dullingSeconds: 0.2,
  vibratoCents: 0,
  unisonCents: 0,
}
const bowedBass: Instrument = {
  name: 'bowed bass',
  rolloff: 1.4,
  evenShare: 1,
  attackSeconds: 0.07,
  releaseSeconds: 0.12,
  dullingSeconds: 1.5,
  vibratoCents: 5,
  unisonCents: 5,
}

/** Who plays together. An artist keeps one ensemble, whatever the mood, so that timbre does not give the mood away. */
export type Ensemble = Readonly<Record<Part, Instrument>>

export const ensembles: readonly [Ensemble, ...Ensemble[]] = [
  { lead: flute, chords: piano, bass: pluckedBass },
  { lead: guitar, chords: organ, bass: pluckedBass },
  { lead: strings, chords: guitar, bass: bowedBass },
  { lead: clarinet, chords: strings, bass: bowedBass },
  { lead: mallets, chords: synthesiser, bass: pluckedBass },
  { lead: synthesiser, chords: piano, bass: pluckedBass },
  { lead: piano, chords: strings, bass: bowedBass },
  { lead: organ, chords: mallets, bass: pluckedBass },
]
