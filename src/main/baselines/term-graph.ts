import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import type { WeightTensor } from '../network/weights'
import { cast, double } from './graph-arithmetic'
import type { TermWeights } from './tf-idf'

/** Terms of one kind as a graph finds them in token ids. */
export interface TermTable {
  /** Names its constants. */
  readonly name: string
  /** Terms of each token id, from the padding on: [vocabulary]. */
  readonly termsOfToken: readonly (readonly number[])[]
  readonly weights: TermWeights
}

/**
 * TF-IDF as nodes: each token gives the columns of its terms, which are counted, weighed and divided by the length of the row, as
 * `weighTerms` does.
 * @param tokens int64 [n, length], 0 for padding
 * @returns float64 [n, columns]
 */
export function writeTerms(graph: GraphBuilder, tokens: Edge, { name, termsOfToken, weights }: TermTable): Edge {
  const { node, whole, tensor } = graph
  const { inverseFrequencies } = weights
  const columns = inverseFrequencies.length
  const found = columnsOfTokens(termsOfToken, weights)
  const table = tensor(`${name} of tokens`, 'int32', [termsOfToken.length, found.width], found.table)
  const indices = node('Flatten', [node('Gather', [table, tokens], { axis: 0 })], { axis: 1 })
  const counts = node('Slice', [countColumns(graph, indices, columns + 1), whole(0), whole(columns), whole(1)])
  const zero = double(graph, 0)
  const logarithm = node('Log', [node('Max', [counts, double(graph, 1)])])
  const worth = node('Mul', [
    node('Add', [logarithm, double(graph, 1)]),
    tensor(`worth of ${name}`, 'float64', [1, columns], inverseFrequencies),
  ])
  return overLength(graph, node('Where', [node('Greater', [counts, zero]), worth, zero]))
}

/**
 * Counts how often each column is named.
 * @param indices int32 [n, m], each below `columns`
 * @returns float64 [n, columns]
 */
function countColumns(graph: GraphBuilder, indices: Edge, columns: number): Edge {
  const { node, whole } = graph
  const rows = node('Slice', [node('Shape', [indices]), whole(0), whole(1)])
  const zeros = node('Expand', [graph.constant('float32', [1, 1], [0]), node('Concat', [rows, whole(columns)], { axis: 0 })])
  const ones = node('Expand', [graph.constant('float32', [1, 1], [1]), node('Shape', [indices])])
  const counts = node('ScatterElements', [zeros, indices, ones], { axis: 1, reduction: { kind: 'string', value: 'add' } })
  return cast(graph, counts, 'float64')
}

/** Rows divided by their length; a row of zeros stays. */
function overLength(graph: GraphBuilder, rows: Edge): Edge {
  const { node, whole } = graph
  const length = node('Sqrt', [node('ReduceSum', [node('Mul', [rows, rows]), whole(1)], { keepdims: 1 })])
  const isEmpty = node('Equal', [length, double(graph, 0)])
  return node('Div', [rows, node('Where', [isEmpty, double(graph, 1), length])])
}

/** The columns of each token's terms, [vocabulary, width]; where there are fewer, the column behind the last. */
function columnsOfTokens(
  termsOfToken: TermTable['termsOfToken'],
  { columns: columnOf, inverseFrequencies }: TermWeights,
): { readonly table: Int32Array; readonly width: number } {
  const rows = termsOfToken.map((terms) => terms.map((term) => columnOf[term] ?? -1).filter((column) => column >= 0))
  const width = rows.reduce((most, { length }) => Math.max(most, length), 1)
  const table = new Int32Array(rows.length * width).fill(inverseFrequencies.length)
  rows.forEach((row, token) => table.set(row, token * width))
  return { table, width }
}

/**
 * Mean of the tokens' rows of a table as nodes; zeros for a text without tokens.
 * @param tokens int64 [n, length], 0 for padding
 * @param name of the table in the graph
 * @param table [vocabulary, size], single precision
 * @returns float32 [n, size]
 */
export function writeMeanRow(graph: GraphBuilder, tokens: Edge, name: string, { dims, data }: WeightTensor): Edge {
  const { node, whole, tensor } = graph
  const rows = cast(graph, node('Gather', [tensor(name, 'float32', dims, data), tokens], { axis: 0 }), 'float64')
  const isToken = cast(graph, node('Greater', [tokens, graph.constant('int64', [], [0])]), 'float64')
  const count = node('Max', [node('ReduceSum', [isToken, whole(1)], { keepdims: 1 }), double(graph, 1)])
  const shares = node('Unsqueeze', [node('Div', [isToken, count]), whole(1)])
  return cast(graph, node('Squeeze', [node('MatMul', [shares, rows]), whole(1)]), 'float32')
}
