import type { TagMatrix } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import { plainReading } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'
import { setStatistics } from './set-statistics'

/** A word counts for as much as it exceeds its share in the whole set. */
export interface ExcessScheme extends NamedScheme<'excess'>, SchemeModifiers {
  /** In [0, `largestStrength`]: how many times its share of the set a word must exceed; 0 is the published formula. */
  readonly strength: number
}

export const largestStrength = 4

/**
 * What each entry exceeds: max(0, count − strength · share of the word in the set · counts of the track). A track whose words exceed
 * nothing has no mass left.
 * @returns [entries], ≥ 0
 */
export function excessMasses(matrix: TagMatrix, strength: number): Float64Array {
  const { massShares, trackMass } = setStatistics(matrix)
  const masses = new Float64Array(matrix.counts.length)
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const expected = strength * (trackMass[track] ?? 0)
    const end = matrix.offsets[track + 1] ?? 0
    for (let entry = matrix.offsets[track] ?? 0; entry < end; entry += 1) {
      masses[entry] = Math.max(0, (matrix.counts[entry] ?? 0) - expected * (massShares[matrix.wordIndex[entry] ?? 0] ?? 0))
    }
  }
  return masses
}

export const excessKind: SchemeKind<ExcessScheme> = {
  title: 'Excess over the set',
  read: (matrix, { strength }) => ({ ...plainReading(matrix), masses: excessMasses(matrix, strength) }),
  words: () => [],
  describe: ({ strength }) => `a word counts as far as it exceeds ${strength} × its share of the set`,
}
