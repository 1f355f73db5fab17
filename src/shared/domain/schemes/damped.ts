import type { TagMatrix } from '../tag-matrix'
import type { SchemeModifiers } from './modifiers'
import { plainReading } from './published'
import type { NamedScheme, SchemeKind } from './scheme-kind'

/** How counts are damped. */
export const dampings = ['sqrt', 'log', 'presence'] as const
export type Damping = (typeof dampings)[number]

/** Many votes for a word count less than so many times one vote. */
export interface DampedScheme extends NamedScheme<'damped'>, SchemeModifiers {
  readonly by: Damping
}

const dampers: Readonly<Record<Damping, { readonly words: string; readonly damp: (count: number) => number }>> = {
  sqrt: { words: 'the square root of each count', damp: Math.sqrt },
  log: { words: 'the logarithm of 1 + each count', damp: Math.log1p },
  presence: { words: 'each word once, whatever its count', damp: () => 1 },
}

const known = new WeakMap<TagMatrix, Map<Damping, Float64Array>>()

/** The damped counts of a matrix, worked out once. @returns [entries], ≥ 0 */
export function dampedMasses(matrix: TagMatrix, by: Damping): Float64Array {
  const own = known.get(matrix) ?? new Map<Damping, Float64Array>()
  known.set(matrix, own)
  const masses = own.get(by) ?? Float64Array.from(matrix.counts, dampers[by].damp)
  own.set(by, masses)
  return masses
}

/** What a damping counts, in words. */
export function describeDamping(by: Damping): string {
  return dampers[by].words
}

export const dampedKind: SchemeKind<DampedScheme> = {
  title: 'Counts damped',
  read: (matrix, { by }) => ({ ...plainReading(matrix), masses: dampedMasses(matrix, by) }),
  words: () => [],
  describe: ({ by }) => `counts ${describeDamping(by)}`,
}
