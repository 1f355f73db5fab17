import type { TagMatrix } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import { doubleCounts, plainReading } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'
import { setStatistics } from './set-statistics'

/** A word counts for as much as it exceeds its share in the whole set. */
export interface ExcessScheme extends NamedScheme<'excess'>, SchemeModifiers {
  /** In [0, `largestStrength`]: how many times its share of the set a word must exceed; 0 is the published formula. */
  readonly strength: number
}

export const largestStrength = 4

const known = new WeakMap<TagMatrix, Float64Array>()

/** What each entry would count if the track's counts had the shares of the set, worked out once. @returns [entries], ≥ 0 */
function expectedMasses(matrix: TagMatrix): Float64Array {
  const expected = known.get(matrix) ?? countExpected(matrix)
  known.set(matrix, expected)
  return expected
}

function countExpected(matrix: TagMatrix): Float64Array {
  const { massShares, trackMass } = setStatistics(matrix)
  const expected = new Float64Array(matrix.counts.length)
  for (let track = 0; track < matrix.trackIds.length; track += 1) {
    const end = matrix.offsets[track + 1] ?? 0
    for (let entry = matrix.offsets[track] ?? 0; entry < end; entry += 1) {
      expected[entry] = (trackMass[track] ?? 0) * (massShares[matrix.wordIndex[entry] ?? 0] ?? 0)
    }
  }
  return expected
}

/**
 * What each entry exceeds: max(0, count − strength · share of the word in the set · counts of the track). A track whose words exceed
 * nothing has no mass left.
 * @param masses [entries], to fill; new ones unless given
 * @returns `masses`, ≥ 0
 */
function excessMasses(matrix: TagMatrix, strength: number, masses: Float64Array = new Float64Array(matrix.counts.length)): Float64Array {
  const expected = expectedMasses(matrix)
  const counts = doubleCounts(matrix)
  for (let entry = 0; entry < masses.length; entry += 1) {
    const excess = (counts[entry] ?? 0) - strength * (expected[entry] ?? 0)
    masses[entry] = excess > 0 ? excess : 0
  }
  return masses
}

export const excessKind: SchemeKind<ExcessScheme> = {
  title: 'Excess over the set',
  read: (matrix, { strength }, buffer) => ({ ...plainReading(matrix), masses: excessMasses(matrix, strength, buffer) }),
  words: () => [],
  describe: ({ strength }) => `a word counts as far as it exceeds ${strength} × its share of the set`,
}
