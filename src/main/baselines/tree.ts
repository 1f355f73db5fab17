import type { Random } from '@shared/domain/random'
import type { BinnedRows } from './bins'
import { bestSplit, createSplitSearch, type Split, type SplitSearch } from './split-search'

/** A regression tree as arrays, node by node; node 0 is its root. */
export interface Tree {
  /** Column that a node asks for; −1 for a leaf. */
  readonly columns: readonly number[]
  /** What is not above it goes left. */
  readonly thresholds: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  /** Mean target of each node, [nodes × outputs]. */
  readonly values: readonly number[]
}

/** How far a tree is grown. */
export interface TreeSettings {
  readonly mostLevels: number
  readonly fewestInLeaf: number
  /** Columns that each split may choose among, drawn anew for each. */
  readonly columnsPerSplit: number
}

/** Of many columns a split looks at no more than these: others of the trees look at the rest. */
const mostColumnsPerSplit = 64

/** Columns for a split to choose among: a third of them, at most 64. */
export function thirdOfColumns(columns: number): number {
  return Math.min(mostColumnsPerSplit, Math.max(1, Math.round(columns / 3)))
}

interface Growth {
  readonly binned: BinnedRows
  readonly targets: Float64Array
  readonly outputs: number
  readonly settings: TreeSettings
  readonly random: Random
  readonly search: SplitSearch
  readonly tree: { columns: number[]; thresholds: number[]; left: number[]; right: number[]; values: number[] }
}

/**
 * Grows a tree that makes the squared error small (Breiman et al., Classification and Regression Trees, 1984), with splits between
 * bins. All outputs share one tree.
 * @param targets [rows of `binned`, outputs]
 * @param rows the rows to learn from, as often as each counts; reordered
 */
export function growTree(
  binned: BinnedRows,
  targets: Float64Array,
  outputs: number,
  rows: Int32Array,
  settings: TreeSettings,
  random: Random,
): Tree {
  const tree = { columns: [], thresholds: [], left: [], right: [], values: [] }
  const growth: Growth = { binned, targets, outputs, settings, random, search: createSplitSearch(binned, outputs), tree }
  grow(growth, rows, 0)
  return tree
}

/** @returns the number of the node */
function grow(growth: Growth, rows: Int32Array, level: number): number {
  const { tree, settings, targets, outputs } = growth
  const node = tree.columns.length
  const sums = new Float64Array(outputs)
  for (const row of rows)
    for (let output = 0; output < outputs; output += 1) sums[output] = (sums[output] ?? 0) + (targets[row * outputs + output] ?? 0)
  tree.columns.push(-1)
  tree.thresholds.push(0)
  tree.left.push(-1)
  tree.right.push(-1)
  for (const sum of sums) tree.values.push(sum / Math.max(1, rows.length))
  if (level === settings.mostLevels || rows.length < 2 * settings.fewestInLeaf) return node
  const split = bestSplit(growth.search, growth, rows, sums)
  if (split === null) return node
  const middle = partition(growth.binned, rows, split)
  tree.columns[node] = split.column
  tree.thresholds[node] = growth.binned.edges[split.column]?.[split.bin] ?? 0
  tree.left[node] = grow(growth, rows.subarray(0, middle), level + 1)
  tree.right[node] = grow(growth, rows.subarray(middle), level + 1)
  return node
}

/** Puts the rows that go left before the others. @returns how many they are */
function partition({ codes, rows: all }: BinnedRows, rows: Int32Array, { column, bin }: Split): number {
  let middle = 0
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0
    if ((codes[column * all + row] ?? 0) > bin) continue
    rows[index] = rows[middle] ?? 0
    rows[middle] = row
    middle += 1
  }
  return middle
}

/** The leaf in which a row ends. */
export function leafOf({ columns, thresholds, left, right }: Tree, row: Float64Array): number {
  let node = 0
  for (let column = columns[0] ?? -1; column >= 0; column = columns[node] ?? -1)
    node = ((row[column] ?? 0) <= (thresholds[node] ?? 0) ? left[node] : right[node]) ?? 0
  return node
}
