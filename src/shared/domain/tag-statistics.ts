import { quadrantAt } from './plane'
import { type Derivation, derivePoints } from './schemes/derivation'
import { publishedScheme } from './schemes/published'
import { derivationBy, type Scheme } from './schemes/scheme'
import { emptyPoints, type TagMatrix, type TrackPoints } from './tag-matrix'

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

/**
 * How each word acts on the labels of a scheme: tracks that carry it, its share of all counts, and what leaving it out would do.
 * `meanShift…` is the mean over the tracks that carry other words too of the label with it minus the label without it; `flips` counts
 * those of them whose quadrant changes; `alone` counts tracks that carry no other word.
 */
export function wordStatistics(matrix: TagMatrix, scheme: Scheme = publishedScheme): WordEffect[] {
  const labels = labelsOf(matrix, scheme)
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
      else addEffectOf(effect, entry, track, labels)
    }
  }
  return withShares(effects)
}

interface DerivedLabels {
  readonly matrix: TagMatrix
  readonly derivation: Derivation
  readonly points: TrackPoints
  /** [tracks]: weighted mass of all words. */
  readonly mass: Float64Array
}

/** The labels from tags alone, for every track that has a word with coordinates: what a minimum of mass takes away still shows. */
function labelsOf(matrix: TagMatrix, scheme: Scheme): DerivedLabels {
  const derivation = { ...derivationBy(matrix, scheme), minimumMass: 0 }
  const points = emptyPoints(matrix)
  derivePoints(matrix, derivation, points)
  return { matrix, derivation, points, mass: weightedMass(matrix, derivation) }
}

/** Adds the effect on its track of leaving out one entry. */
function addEffectOf(effect: WordEffect, entry: number, track: number, { matrix, derivation, points, mass }: DerivedLabels): void {
  effect.tracksWithOthers += 1
  const word = matrix.wordIndex[entry] ?? 0
  const own = (derivation.masses[entry] ?? 0) * (derivation.weight[word] ?? 0)
  const all = mass[track] ?? 0
  const rest = all - own
  if (own === 0 || rest <= all * 1e-12) return
  const [valence, arousal] = [points.valence[track] ?? NaN, points.arousal[track] ?? NaN]
  const valenceWithout = (valence * all - own * (derivation.valence[word] ?? 0)) / rest
  const arousalWithout = (arousal * all - own * (derivation.arousal[word] ?? 0)) / rest
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

function weightedMass(matrix: TagMatrix, { masses, weight }: Derivation): Float64Array {
  const mass = new Float64Array(matrix.trackIds.length)
  for (let track = 0; track < mass.length; track += 1) {
    const end = matrix.offsets[track + 1] ?? 0
    for (let entry = matrix.offsets[track] ?? 0; entry < end; entry += 1) {
      mass[track] = (mass[track] ?? 0) + (masses[entry] ?? 0) * (weight[matrix.wordIndex[entry] ?? 0] ?? 0)
    }
  }
  return mass
}
