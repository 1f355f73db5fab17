import type { Edge, GraphBuilder } from '../graph-builder'
import type { Phases, PhaseSettings } from './phases'

/**
 * Adds to the largest number of each window what comes back to it; of equal ones the first takes it.
 * @param phases the numbers, with the largest of each window [n, filters, pools]
 * @param gradient [n, filters, pools]
 */
export function addToLargest(
  { node, nodeOf, whole }: GraphBuilder,
  { pool }: PhaseSettings,
  { windows, rest, largest }: Phases & { readonly largest: Edge },
  gradient: Edge,
): Phases {
  const positions = nodeOf(pool, 'Split', [windows, whole(...Array<number>(pool).fill(1))], { axis: 1 })
  const ofLargest = node('Unsqueeze', [largest, whole(1)])
  let left = node('Unsqueeze', [gradient, whole(1)])
  const sums = positions.map((position, index) => {
    if (index === pool - 1) return node('Add', [position, left])
    const share = node('Mul', [left, node('Cast', [node('Equal', [position, ofLargest])], { to: 1 })])
    left = node('Sub', [left, share])
    return node('Add', [position, share])
  })
  return { windows: node('Concat', sums, { axis: 1 }), rest }
}
