import { createRandom, mixSeed } from '@shared/domain/random'
import { type BinnedRows, binRows } from './bins'
import { type Examples, type Learnt, meanTargets, outputs, type Pace } from './learner'
import { type Matrix, rowOf } from './matrix'
import { growTree, leafOf, thirdOfColumns, type Tree } from './tree'
import { writeTrees } from './tree-graph'

const treeCount = 300
const shrinkage = 0.05
const mostLevels = 3
const fewestInLeaf = 3
/** Part of the rows that a tree learns from. */
const shareOfRows = 0.8
const mostRows = 4096
const treesBetweenPauses = 10

/** What one dimension has learnt. */
interface Stages {
  readonly first: number
  readonly trees: readonly Tree[]
}

/**
 * Learns gradient boosting of the squared error with shallow trees on parts of the rows (Friedman, Stochastic Gradient Boosting, 2002),
 * each dimension for itself.
 */
export async function fitBoosting({ features, targets }: Examples, seed: number, pace: Pace): Promise<Learnt> {
  const binned = binRows(features)
  const means = meanTargets(targets)
  const stages: Stages[] = []
  for (let output = 0; output < outputs; output += 1) {
    const labels = Float64Array.from({ length: features.rows }, (_, row) => targets.values[row * outputs + output] ?? 0)
    const ownPace: Pace = (share) => pace((output + share) / outputs)
    stages.push(await boost(features, binned, labels, means[output] ?? 0, mixSeed(seed, output), ownPace))
  }
  return {
    predict: (asked) => sumOfStages(stages, asked),
    write: (graph, edge) => {
      const trees = stages.flatMap(({ trees: own }, output) => own.map((tree) => ({ tree, output, factor: shrinkage })))
      return writeTrees(
        graph,
        edge,
        trees,
        Float64Array.from(stages, ({ first }) => first),
      )
    },
    chosen: null,
  }
}

function sumOfStages(stages: readonly Stages[], asked: Matrix): Matrix {
  const values = new Float64Array(asked.rows * outputs)
  stages.forEach((stage, output) => {
    for (let row = 0; row < asked.rows; row += 1) values[row * outputs + output] = valueOf(stage, rowOf(asked, row))
  })
  return { rows: asked.rows, columns: outputs, values }
}

async function boost(features: Matrix, binned: BinnedRows, labels: Float64Array, first: number, seed: number, pace: Pace): Promise<Stages> {
  const errors = labels.map((label) => label - first)
  const settings = { mostLevels, fewestInLeaf, columnsPerSplit: thirdOfColumns(features.columns) }
  const all = Array.from(labels, (_, row) => row)
  const trees: Tree[] = []
  for (let index = 0; index < treeCount; index += 1) {
    if (index % treesBetweenPauses === 0) await pace(index / treeCount)
    const random = createRandom(mixSeed(seed, index))
    const rows = Int32Array.from(random.shuffle(all).slice(0, Math.min(mostRows, Math.ceil(all.length * shareOfRows))))
    const tree = growTree(binned, errors, 1, rows, settings, random)
    for (let row = 0; row < errors.length; row += 1)
      errors[row] = (errors[row] ?? 0) - shrinkage * (tree.values[leafOf(tree, rowOf(features, row))] ?? 0)
    trees.push(tree)
  }
  return { first, trees }
}

function valueOf({ first, trees }: Stages, row: Float64Array): number {
  return trees.reduce((sum, tree) => sum + shrinkage * (tree.values[leafOf(tree, row)] ?? 0), first)
}
