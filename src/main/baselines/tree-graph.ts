import { type Edge, type GraphBuilder } from '../engines/onnx/graph-builder'
import { outputs } from './learner'
import type { Tree } from './tree'

/** A tree of a sum of trees. */
export interface SummedTree {
  readonly tree: Tree
  /** Which output it counts for; null: its leaves hold both. */
  readonly output: number | null
  readonly factor: number
}

/** Columns of the attributes of a TreeEnsembleRegressor. */
interface TreeColumns {
  readonly trees: number[]
  readonly nodes: number[]
  readonly features: number[]
  readonly modes: string[]
  readonly values: number[]
  readonly left: number[]
  readonly right: number[]
  readonly leafTrees: number[]
  readonly leafNodes: number[]
  readonly leafOutputs: number[]
  readonly leafValues: number[]
}

/**
 * A sum of trees as one node: float32 [n, columns] to float32 [n, 2]. Thresholds are rounded down to single precision, so that a number of
 * single precision goes the same way as by the threshold itself.
 * @param base what is added to the sums, [2]
 */
export function writeTrees(graph: GraphBuilder, features: Edge, trees: readonly SummedTree[], base: Float64Array): Edge {
  const columns = columnsOf(trees)
  const floats = (value: readonly number[]) => ({ kind: 'floats', value }) as const
  return graph.node('TreeEnsembleRegressor', [features], {
    n_targets: outputs,
    aggregate_function: { kind: 'string', value: 'SUM' },
    post_transform: { kind: 'string', value: 'NONE' },
    base_values: floats([...base]),
    nodes_treeids: columns.trees,
    nodes_nodeids: columns.nodes,
    nodes_featureids: columns.features,
    nodes_modes: { kind: 'strings', value: columns.modes },
    nodes_values: floats(columns.values),
    nodes_truenodeids: columns.left,
    nodes_falsenodeids: columns.right,
    target_treeids: columns.leafTrees,
    target_nodeids: columns.leafNodes,
    target_ids: columns.leafOutputs,
    target_weights: floats(columns.leafValues),
  })
}

function columnsOf(trees: readonly SummedTree[]): TreeColumns {
  const columns: TreeColumns = {
    trees: [],
    nodes: [],
    features: [],
    modes: [],
    values: [],
    left: [],
    right: [],
    leafTrees: [],
    leafNodes: [],
    leafOutputs: [],
    leafValues: [],
  }
  trees.forEach(({ tree, output, factor }, number) => {
    const width = output === null ? outputs : 1
    tree.columns.forEach((feature, node) => {
      const isLeaf = feature < 0
      columns.trees.push(number)
      columns.nodes.push(node)
      columns.features.push(isLeaf ? 0 : feature)
      columns.modes.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ')
      columns.values.push(isLeaf ? 0 : floorToSingle(tree.thresholds[node] ?? 0))
      columns.left.push(isLeaf ? 0 : (tree.left[node] ?? 0))
      columns.right.push(isLeaf ? 0 : (tree.right[node] ?? 0))
      if (!isLeaf) return
      for (let part = 0; part < width; part += 1) {
        columns.leafTrees.push(number)
        columns.leafNodes.push(node)
        columns.leafOutputs.push(output ?? part)
        columns.leafValues.push(factor * (tree.values[node * width + part] ?? 0))
      }
    })
  })
  return columns
}

/** The largest number of single precision that is not above a number. */
export function floorToSingle(value: number): number {
  const rounded = Math.fround(value)
  if (!(rounded > value)) return rounded
  const bits = new Int32Array(Float32Array.of(rounded).buffer)
  // Neighbours in size are neighbours as whole numbers; below 0 and at 0 the order turns.
  bits[0] = rounded === 0 ? -0x7fffffff : (bits[0] ?? 0) + (rounded > 0 ? -1 : 1)
  return new Float32Array(bits.buffer)[0] ?? rounded
}
