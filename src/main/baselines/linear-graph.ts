import type { Edge, GraphBuilder } from '../engines/onnx/graph-builder'
import { cast } from './graph-arithmetic'
import type { LinearModel } from './linear-model'
import type { ColumnMoments } from './matrix'

/** Features less their means, over their deviations: float32 or float64 [n, columns] to float64 of the same shape. */
export function writeStandardised(graph: GraphBuilder, features: Edge, { means, deviations }: ColumnMoments): Edge {
  const row = (name: string, data: Float64Array): Edge => graph.tensor(name, 'float64', [1, data.length], data)
  const centred = graph.node('Sub', [cast(graph, features, 'float64'), row('feature means', means)])
  return graph.node('Div', [centred, row('feature deviations', deviations)])
}

/** A linear model as nodes: float64 [n, columns] to float32 [n, 2]. */
export function writeLinear(graph: GraphBuilder, features: Edge, { weights, constants }: LinearModel): Edge {
  const columns = weights[0]?.length ?? 0
  const byColumn = Float64Array.from({ length: columns * weights.length }, (_, index) => {
    const column = Math.floor(index / weights.length)
    return weights[index % weights.length]?.[column] ?? 0
  })
  const product = graph.node('MatMul', [features, graph.tensor('linear weights', 'float64', [columns, weights.length], byColumn)])
  const constant = graph.tensor('linear constants', 'float64', [1, constants.length], constants)
  return cast(graph, graph.node('Add', [product, constant]), 'float32')
}
