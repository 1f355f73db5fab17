import { quadrantAt } from './plane'
import type { Scheme } from './scheme'

/** Tagged tracks as a sparse matrix: track i owns entries offsets[i] … offsets[i+1]−1; counts are sums over the tags of a word. */
export interface TagMatrix {
  /** Coordinates in [−1, 1]; null for a word that the lexicon lacks. */
  readonly words: readonly { readonly word: string; readonly valence: number | null; readonly arousal: number | null }[]
  /** [tracks] */
  readonly trackIds: Int32Array
  /** [tracks + 1] */
  readonly offsets: Int32Array
  /** [entries], index into `words`. */
  readonly wordIndex: Int32Array
  /** [entries], ≥ 0. */
  readonly counts: Float32Array
  /** [tracks], 1 where a label wins that no scheme changes. */
  readonly humanTrack: Uint8Array
  /** [tracks], that label; NaN elsewhere. */
  readonly humanValence: Float32Array
  readonly humanArousal: Float32Array
  /** [tracks], the label from comments; NaN for a track without one. */
  readonly commentsValence: Float64Array
  readonly commentsArousal: Float64Array
}

/** A place for every track of a matrix, [tracks] each, in [−1, 1]; NaN for a track without label. */
export interface TrackPlaces {
  readonly valence: Float64Array
  readonly arousal: Float64Array
}

/** How a word acts on the labels; see `wordStatistics`. */
export interface WordEffect {
  readonly word: string
  readonly valence: number | null
  readonly arousal: number | null
  tracks: number
  mass: number
  massShare: number
  meanShiftValence: number
  meanShiftArousal: number
  flips: number
  tracksWithOthers: number
  alone: number
}

/** Weight of each word by its name, in [0, 2]; a word that is not named weighs 1. */
export type WordWeights = Readonly<Record<string, number>>

/** Empty places for the tracks of a matrix, to be filled again and again while a slider moves. */
export function emptyPlaces(matrix: TagMatrix): TrackPlaces {
  return { valence: new Float64Array(matrix.trackIds.length), arousal: new Float64Array(matrix.trackIds.length) }
}

/**
 * Derives the label of every track from its tags by the weighted formula of `deriveLabel`, without allocating per track.
 * @param into places to fill; new ones unless given
 * @returns `into`; NaN where no word with a weight above 0 and coordinates is left
 */
export function deriveAll(matrix: TagMatrix, weights: WordWeights, into: TrackPlaces = emptyPlaces(matrix)): TrackPlaces {
  const { weight, valence, arousal } = columnsOf(matrix, weights)
  const { offsets, wordIndex, counts } = matrix
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    let [mass, valenceSum, arousalSum] = [0, 0, 0]
    const end = offsets[track + 1] ?? 0
    for (let entry = offsets[track] ?? 0; entry < end; entry += 1) {
      const word = wordIndex[entry] ?? 0
      const weighted = (counts[entry] ?? 0) * (weight[word] ?? 0)
      mass += weighted
      valenceSum += weighted * (valence[word] ?? 0)
      arousalSum += weighted * (arousal[word] ?? 0)
    }
    into.valence[track] = mass > 0 ? valenceSum / mass : NaN
    into.arousal[track] = mass > 0 ? arousalSum / mass : NaN
  }
  return into
}

/** What of a scheme acts on labels. */
export type SchemeEffect = Pick<Scheme, 'weights' | 'commentsShare'>

/**
 * The labels of a scheme: from tags by its weights, mixed with the labels from comments by their share. A track without comments keeps
 * the label from its tags; one without a label from tags gets none.
 * @param into places to fill; new ones unless given
 */
export function deriveByScheme(
  matrix: TagMatrix,
  { weights, commentsShare = 0 }: SchemeEffect,
  into: TrackPlaces = emptyPlaces(matrix),
): TrackPlaces {
  deriveAll(matrix, weights, into)
  if (commentsShare === 0) return into
  const mix = (tags: Float64Array, comments: Float64Array): void => {
    for (let track = 0; track < tags.length; track += 1) {
      const other = comments[track] ?? NaN
      if (!Number.isNaN(other)) tags[track] = (1 - commentsShare) * (tags[track] ?? NaN) + commentsShare * other
    }
  }
  mix(into.valence, matrix.commentsValence)
  mix(into.arousal, matrix.commentsArousal)
  return into
}

/**
 * The plane as it would be with this scheme: derived places, but human and imported labels where they win.
 * @param into places to fill; new ones unless given
 */
export function previewAll(matrix: TagMatrix, scheme: SchemeEffect, into: TrackPlaces = emptyPlaces(matrix)): TrackPlaces {
  deriveByScheme(matrix, scheme, into)
  for (let track = 0; track < matrix.humanTrack.length; track += 1) {
    const isHuman = matrix.humanTrack[track] === 1
    if (!isHuman && !Number.isNaN(into.valence[track])) continue
    into.valence[track] = (isHuman ? matrix.humanValence : matrix.commentsValence)[track] ?? NaN
    into.arousal[track] = (isHuman ? matrix.humanArousal : matrix.commentsArousal)[track] ?? NaN
  }
  return into
}

/** How many tracks lie in Q1, Q2, Q3 and Q4; tracks without label are in none. */
export function quadrantCounts(places: TrackPlaces): [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  for (let track = 0; track < places.valence.length; track += 1) {
    const quadrant = quadrantOrNone(places, track)
    if (quadrant !== 0) counts[quadrant - 1] = (counts[quadrant - 1] ?? 0) + 1
  }
  return counts
}

/** What a change of weights does to the tracks. */
export interface MovedTracks {
  /** Tracks that lie elsewhere, by more than 1e-9. */
  readonly moved: number
  /** Tracks that lie in another quadrant. */
  readonly changedQuadrant: number
  /** Tracks that had a label and have none now. */
  readonly lost: number
  /** Tracks that had no label and have one now. */
  readonly gained: number
}

/** Compares two places of the same tracks. */
export function movedTracks(before: TrackPlaces, after: TrackPlaces): MovedTracks {
  let [moved, changedQuadrant, lost, gained] = [0, 0, 0, 0]
  for (let track = 0; track < before.valence.length; track += 1) {
    const from = quadrantOrNone(before, track)
    const to = quadrantOrNone(after, track)
    if (from === 0 && to === 0) continue
    if (from === 0) gained += 1
    else if (to === 0) lost += 1
    else {
      if (from !== to) changedQuadrant += 1
      if (distance(before, after, track) > 1e-9) moved += 1
    }
  }
  return { moved, changedQuadrant, lost, gained }
}

/**
 * How each word acts on the labels: tracks that carry it, its share of all counts, and what leaving it out would do. `meanShift…` is
 * the mean over the tracks that carry other words too of the label with it minus the label without it; `flips` counts those of them
 * whose quadrant changes; `alone` counts tracks that carry no other word.
 */
export function wordStatistics(matrix: TagMatrix, weights: WordWeights = {}): WordEffect[] {
  const derivation = derivationOf(matrix, weights)
  const effects = matrix.words.map((word): WordEffect => ({
    ...word,
    tracks: 0,
    mass: 0,
    massShare: 0,
    meanShiftValence: 0,
    meanShiftArousal: 0,
    flips: 0,
    tracksWithOthers: 0,
    alone: 0,
  }))
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const end = matrix.offsets[track + 1] ?? 0
    const start = matrix.offsets[track] ?? 0
    for (let entry = start; entry < end; entry += 1) {
      const effect = effects[matrix.wordIndex[entry] ?? 0]
      if (!effect) continue
      effect.tracks += 1
      effect.mass += matrix.counts[entry] ?? 0
      if (end - start === 1) effect.alone += 1
      else addEffectOf(effect, entry, track, derivation)
    }
  }
  return withShares(effects)
}

interface Derivation {
  readonly matrix: TagMatrix
  readonly columns: { readonly weight: Float64Array; readonly valence: Float64Array; readonly arousal: Float64Array }
  readonly places: TrackPlaces
  readonly mass: Float64Array
}

function derivationOf(matrix: TagMatrix, weights: WordWeights): Derivation {
  const columns = columnsOf(matrix, weights)
  return { matrix, columns, places: deriveAll(matrix, weights), mass: weightedMass(matrix, columns.weight) }
}

/** Adds what leaving out one entry does to its track. */
function addEffectOf(effect: WordEffect, entry: number, track: number, { matrix, columns, places, mass }: Derivation): void {
  effect.tracksWithOthers += 1
  const word = matrix.wordIndex[entry] ?? 0
  const own = (matrix.counts[entry] ?? 0) * (columns.weight[word] ?? 0)
  const all = mass[track] ?? 0
  const rest = all - own
  if (own === 0 || rest <= all * 1e-12) return
  const [valence, arousal] = [places.valence[track] ?? NaN, places.arousal[track] ?? NaN]
  const valenceWithout = (valence * all - own * (columns.valence[word] ?? 0)) / rest
  const arousalWithout = (arousal * all - own * (columns.arousal[word] ?? 0)) / rest
  effect.meanShiftValence += valence - valenceWithout
  effect.meanShiftArousal += arousal - arousalWithout
  if (quadrantAt(valence, arousal) !== quadrantAt(valenceWithout, arousalWithout)) effect.flips += 1
}

function withShares(effects: WordEffect[]): WordEffect[] {
  const total = effects.reduce((sum, { mass }) => sum + mass, 0)
  for (const effect of effects) {
    effect.massShare = total > 0 ? effect.mass / total : 0
    effect.meanShiftValence /= Math.max(1, effect.tracksWithOthers)
    effect.meanShiftArousal /= Math.max(1, effect.tracksWithOthers)
  }
  return effects
}

/** Weights and coordinates by index of the word; a word without coordinates weighs 0. */
function columnsOf(matrix: TagMatrix, weights: WordWeights): Derivation['columns'] {
  const placed = (word: TagMatrix['words'][number]): boolean => word.valence !== null && word.arousal !== null
  return {
    weight: Float64Array.from(matrix.words, (word) => (placed(word) ? (weights[word.word] ?? 1) : 0)),
    valence: Float64Array.from(matrix.words, (word) => word.valence ?? 0),
    arousal: Float64Array.from(matrix.words, (word) => word.arousal ?? 0),
  }
}

function weightedMass(matrix: TagMatrix, weight: Float64Array): Float64Array {
  const mass = new Float64Array(matrix.trackIds.length)
  for (let track = 0; track < mass.length; track += 1) {
    const end = matrix.offsets[track + 1] ?? 0
    for (let entry = matrix.offsets[track] ?? 0; entry < end; entry += 1) {
      mass[track] = (mass[track] ?? 0) + (matrix.counts[entry] ?? 0) * (weight[matrix.wordIndex[entry] ?? 0] ?? 0)
    }
  }
  return mass
}

/** 0 for a track without label. */
function quadrantOrNone(places: TrackPlaces, track: number): 0 | 1 | 2 | 3 | 4 {
  const valence = places.valence[track] ?? NaN
  return Number.isNaN(valence) ? 0 : quadrantAt(valence, places.arousal[track] ?? NaN)
}

function distance(before: TrackPlaces, after: TrackPlaces, track: number): number {
  return Math.hypot((after.valence[track] ?? 0) - (before.valence[track] ?? 0), (after.arousal[track] ?? 0) - (before.arousal[track] ?? 0))
}
