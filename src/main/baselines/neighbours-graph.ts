import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { cast, double } from './graph-arithmetic'
import { writeStandardised } from './linear-graph'
import { outputs } from './learner'
import { type ColumnMoments, type Matrix, rowOf } from './matrix'

/** What nearest neighbours have learnt. */
export interface Neighbours {
  /** Features as they were read, [rows, columns], single precision. */
  readonly known: Matrix
  readonly moments: ColumnMoments
  /** [rows, 2]. */
  readonly targets: Matrix
  /** How many are asked, at most as many as there are rows. */
  readonly count: number
}

/**
 * Nearest neighbours as nodes: float32 [n, columns] to float32 [n, 2]. The nearest rows are those whose product with the asked row, less
 * half their squared length, is largest; their distances are then computed from the rows themselves, so that that of an equal row is 0.
 */
export function writeNeighbours(graph: GraphBuilder, features: Edge, { known, moments, targets, count }: Neighbours): Edge {
  const { node, nodeOf, whole, tensor } = graph
  const asked = writeStandardised(graph, features, moments)
  const rows = writeStandardised(
    graph,
    tensor('known rows', 'float32', [known.rows, known.columns], Float32Array.from(known.values)),
    moments,
  )
  const nearness = node('Sub', [
    node('MatMul', [asked, node('Transpose', [rows], { perm: [1, 0] })]),
    tensor('half lengths', 'float64', [1, known.rows], halfSquaredLengths(known, moments)),
  ])
  const [, nearest = ''] = nodeOf(2, 'TopK', [nearness, whole(count)], { axis: 1, largest: 1, sorted: 1 })
  const gap = node('Sub', [node('Gather', [rows, nearest], { axis: 0 }), node('Unsqueeze', [asked, whole(1)])])
  const distance = node('Sqrt', [node('ReduceSum', [node('Mul', [gap, gap]), whole(2)], { keepdims: 0 })])
  const weights = node('Unsqueeze', [weightsOf(graph, distance), whole(1)])
  const labels = node('Gather', [tensor('known labels', 'float64', [targets.rows, outputs], targets.values), nearest], { axis: 0 })
  return cast(graph, node('Squeeze', [node('MatMul', [weights, labels]), whole(1)]), 'float32')
}

/** Shares of the neighbours, [n, count]: by 1 / distance, or alike for those at distance 0 where there are some. */
function weightsOf(graph: GraphBuilder, distance: Edge): Edge {
  const { node, whole } = graph
  const one = double(graph, 1)
  const isSame = node('Equal', [distance, double(graph, 0)])
  const same = cast(graph, isSame, 'float64')
  const hasSame = node('Greater', [node('ReduceMax', [same, whole(1)], { keepdims: 1 }), double(graph, 0)])
  const weights = node('Where', [hasSame, same, node('Div', [one, node('Where', [isSame, one, distance])])])
  return node('Div', [weights, node('ReduceSum', [weights, whole(1)], { keepdims: 1 })])
}

function halfSquaredLengths(known: Matrix, { means, deviations }: ColumnMoments): Float64Array {
  return Float64Array.from(
    { length: known.rows },
    (_, row) =>
      rowOf(known, row).reduce((sum, value, column) => sum + ((value - (means[column] ?? 0)) / (deviations[column] ?? 1)) ** 2, 0) / 2,
  )
}
