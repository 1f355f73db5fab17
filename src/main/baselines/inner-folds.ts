import type { Random } from '@shared/domain/random'

/**
 * Deals rows into folds by group, so that settings are chosen on rows whose group was not learnt from.
 * @returns the fold of each row, [rows]
 */
export function innerFolds(groups: Int32Array, folds: number, random: Random): Int32Array {
  const order = random.shuffle([...new Set(groups)])
  const foldOfGroup = new Map(order.map((group, index) => [group, index % folds]))
  return groups.map((group) => foldOfGroup.get(group) ?? 0)
}

/** Row numbers in rising order, at most so many, drawn by the seed. */
export function someRows(rows: number, most: number, random: Random): Int32Array {
  const all = Array.from({ length: rows }, (_, row) => row)
  return Int32Array.from(rows <= most ? all : random.shuffle(all).slice(0, most)).sort()
}

/** Which of the candidates has the least error; the first of equals. */
export function leastError<Candidate>(candidates: readonly [Candidate, ...Candidate[]], errors: ArrayLike<number>): Candidate {
  let best = 0
  for (let index = 1; index < candidates.length; index += 1) if ((errors[index] ?? Infinity) < (errors[best] ?? Infinity)) best = index
  return candidates[best] ?? candidates[0]
}
