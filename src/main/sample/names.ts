import { createRandom, mixSeed } from '@shared/domain/random'

/** Shown wherever a piece of the sample library is shown. */
export const album = 'Circumplex synthetic sample'
export const genre = 'synthetic'

/** 24 invented artists, named after the means of synthesis, so that nobody takes them for people. */
const artists: readonly string[] = [
  'Sine and Sawtooth',
  'Wavetable Seven',
  'The Envelope Followers',
  'Low Pass Quartet',
  'Nyquist Avenue',
  'The Small Oscillators',
  'Ring Modulation Society',
  'Phase Distortion Duo',
  'Attack Decay Sustain',
  'The Release Stage',
  'White Noise Chamber',
  'Unison Detune',
  'Comb Filter Ensemble',
  'Partial Eleven',
  'The Overtone Series',
  'Zero Crossing',
  'Triangle Wave Trio',
  'Sample and Hold Club',
  'The Noise Floor',
  'Feedback Loop Five',
  'Spectral Centroids',
  'The Seeded Randoms',
  'Pulse Width Parade',
  'Granular Weather',
]
const firstWords = [
  'Amber',
  'Paper',
  'Northern',
  'Second',
  'Copper',
  'Early',
  'Glass',
  'Hidden',
  'Velvet',
  'Distant',
  'Silver',
  'Open',
  'Borrowed',
  'Seventh',
]
const secondWords = [
  'Harbour',
  'Stairway',
  'Orchard',
  'Signal',
  'Window',
  'Railway',
  'Lantern',
  'Compass',
  'Island',
  'Letter',
  'Corridor',
  'Horizon',
  'Mirror',
]

/**
 * The title of a piece; titles say nothing of its emotion and repeat only after 182 pieces.
 * @param index of the piece, from 0
 */
export function titleOf(index: number, seed: number): string {
  const pairs = firstWords.flatMap((first) => secondWords.map((second) => `${first} ${second}`))
  const shuffled = createRandom(mixSeed(seed, 2)).shuffle(pairs)
  return shuffled[index % shuffled.length] ?? `Piece ${index + 1}`
}

/**
 * Who plays a piece: of 24 pieces that follow each other every artist plays one.
 * @returns the artist's name and number (0 … 23)
 */
export function artistOf(index: number, seed: number): { name: string; number: number } {
  const round = Math.floor(index / artists.length)
  const order = createRandom(mixSeed(seed, 3, round)).shuffle(artists)
  const name = order[index % artists.length] ?? 'Sine and Sawtooth'
  return { name, number: artists.indexOf(name) }
}
