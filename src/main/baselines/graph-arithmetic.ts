import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'

/** Numbers of the element types for `Cast`, as in ONNX's TensorProto.DataType. */
export const castTypes = { float32: 1, int64: 7, float64: 11 } as const

/** One real number in double precision. */
export function double({ constant }: GraphBuilder, value: number): Edge {
  return constant('float64', [], [value])
}

/** An edge in another precision. */
export function cast({ node }: GraphBuilder, edge: Edge, type: keyof typeof castTypes): Edge {
  return node('Cast', [edge], { to: castTypes[type] })
}

/** From number to number along the last axis of [n, rows, length]: [n, rows, length − 1]. */
export function differencesAlong({ node, whole }: GraphBuilder, edge: Edge, length: number): Edge {
  const axis = whole(2)
  const later = node('Slice', [edge, whole(1), whole(length), axis])
  return node('Sub', [later, node('Slice', [edge, whole(0), whole(length - 1), axis])])
}

/** Moments of the rows of [n, rows, length], each [n, rows], float64. */
export interface RowMoments {
  readonly mean: Edge
  readonly deviation: Edge
  /** 0 where the row is constant. */
  readonly skewness: Edge
}

/**
 * Mean, standard deviation and skewness along the last axis.
 * @param edge float64 [n, rows, length]
 * @param smallestDeviation smaller ones are rounding, and count as 0
 */
export function momentsAlong(graph: GraphBuilder, edge: Edge, smallestDeviation: number): RowMoments {
  const { node, whole } = graph
  const meanOf = (values: Edge, keepdims: 0 | 1): Edge => node('ReduceMean', [values, whole(2)], { keepdims })
  const centred = node('Sub', [edge, meanOf(edge, 1)])
  const deviation = node('Sqrt', [meanOf(node('Mul', [centred, centred]), 1)])
  const isConstant = node('Less', [deviation, double(graph, smallestDeviation)])
  const zero = double(graph, 0)
  const scaled = node('Div', [centred, node('Where', [isConstant, double(graph, 1), deviation])])
  const cubes = node('Mul', [node('Mul', [scaled, scaled]), scaled])
  const flat = (values: Edge): Edge => node('Squeeze', [values, whole(2)])
  return {
    mean: meanOf(edge, 0),
    deviation: flat(node('Where', [isConstant, zero, deviation])),
    skewness: flat(node('Where', [isConstant, zero, meanOf(cubes, 1)])),
  }
}

/**
 * Quantiles along the last axis, between two values as they lie between them.
 * @param edge float64 [n, rows, length]
 * @param shares 0…1 each
 * @returns [n, rows] for each share
 */
export function quantilesAlong(graph: GraphBuilder, edge: Edge, length: number, shares: readonly number[]): Edge[] {
  const { node, nodeOf, whole, constant } = graph
  const [sorted = ''] = nodeOf(2, 'TopK', [edge, whole(length)], { axis: 2, largest: 0, sorted: 1 })
  const at = (index: number): Edge => node('Gather', [sorted, constant('int64', [], [index])], { axis: 2 })
  return shares.map((share) => {
    const position = share * (length - 1)
    const below = Math.floor(position)
    const low = at(below)
    const step = node('Sub', [at(Math.min(below + 1, length - 1)), low])
    return node('Add', [low, node('Mul', [step, double(graph, position - below)])])
  })
}

/**
 * Numbers of rows side by side: several [n, rows] to [n, rows × parts], the parts of one row after another.
 */
export function interleave({ node, whole }: GraphBuilder, parts: readonly Edge[]): Edge {
  const columns = parts.map((part) => node('Unsqueeze', [part, whole(2)]))
  return node('Flatten', [node('Concat', columns, { axis: 2 })], { axis: 1 })
}
