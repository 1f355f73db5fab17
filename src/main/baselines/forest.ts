import { createRandom, mixSeed } from '@shared/domain/random'
import { binRows } from './bins'
import { type Examples, type Learnt, outputs, type Pace } from './learner'
import { type Matrix, rowOf } from './matrix'
import { growTree, leafOf, thirdOfColumns, type Tree } from './tree'
import { writeTrees } from './tree-graph'

const treeCount = 100
/** Each tree learns from so many draws at most: more cost time and gain little, because many trees are averaged. */
const mostDraws = 4096
const fewestInLeaf = 4
const mostLevels = 16
const treesBetweenPauses = 5

/**
 * Learns a random forest (Breiman 2001): trees on draws of rows with replacement, each split among some of the columns; both outputs
 * share the trees.
 */
export async function fitForest({ features, targets }: Examples, seed: number, pace: Pace): Promise<Learnt> {
  const binned = binRows(features)
  const columnsPerSplit = thirdOfColumns(features.columns)
  const trees: Tree[] = []
  for (let index = 0; index < treeCount; index += 1) {
    if (index % treesBetweenPauses === 0) await pace(index / treeCount)
    const random = createRandom(mixSeed(seed, index))
    const rows = Int32Array.from({ length: Math.min(features.rows, mostDraws) }, () => random.integer(0, features.rows - 1))
    trees.push(growTree(binned, targets.values, outputs, rows, { mostLevels, fewestInLeaf, columnsPerSplit }, random))
  }
  return {
    predict: (asked) => meanOfTrees(trees, asked),
    write: (graph, edge) =>
      writeTrees(
        graph,
        edge,
        trees.map((tree) => ({ tree, output: null, factor: 1 / treeCount })),
        new Float64Array(outputs),
      ),
    chosen: null,
  }
}

function meanOfTrees(trees: readonly Tree[], asked: Matrix): Matrix {
  const values = new Float64Array(asked.rows * outputs)
  for (let row = 0; row < asked.rows; row += 1) {
    const own = rowOf(asked, row)
    for (const tree of trees) {
      const leaf = leafOf(tree, own)
      for (let output = 0; output < outputs; output += 1)
        values[row * outputs + output] = (values[row * outputs + output] ?? 0) + (tree.values[leaf * outputs + output] ?? 0) / treeCount
    }
  }
  return { rows: asked.rows, columns: outputs, values }
}
