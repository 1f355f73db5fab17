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
 * @returns [entries], ≥ 0
 */
export function excessMasses(matrix: TagMatrix, strength: number): Float64Array {
  const expected = expectedMasses(matrix)
  const masses = new Float64Array(matrix.counts.length)
  for (let entry = 0; entry < masses.length; entry += 1) {
    masses[entry] = Math.max(0, (matrix.counts[entry] ?? 0) - strength * (expected[entry] ?? 0))
  }
  return masses
}

export const excessKind: SchemeKind<ExcessScheme> = {
  title: 'Excess over the set',
  read: (matrix, { strength }) => ({ ...plainReading(matrix), masses: excessMasses(matrix, strength) }),
  words: () => [],
  describe: ({ strength }) => `a word counts as far as it exceeds ${strength} × its share of the set`,
}
