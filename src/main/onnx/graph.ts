/** Element types that our graphs use. */
export type ElementType = 'float32' | 'float64' | 'int64' | 'int32' | 'bool'

/** A constant tensor; `data` is row-major and holds the product of `dims` numbers. */
export interface Initializer {
  readonly name: string
  readonly elementType: ElementType
  readonly dims: readonly number[]
  readonly data: readonly number[] | Float32Array | Float64Array | Int32Array
}

/** A named input or output; a dimension given as a word is free (`n` for the batch). */
export interface GraphValue {
  readonly name: string
  readonly elementType: ElementType
  readonly dims: readonly (number | string)[]
}

/** An attribute of an operator: a float, a whole number, a word, or lists of them. */
export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }

/** One application of a standard operator. Names of inputs and outputs are edges of the graph; '' leaves out an optional input. */
export interface GraphNode {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, Attribute>>
}

/** An ONNX graph as a plain value; nodes stand in an order in which they can run. */
export interface Graph {
  readonly name: string
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]
  readonly initializers: readonly Initializer[]
  readonly nodes: readonly GraphNode[]
}

/**
 * Puts one graph before another: outputs of `front` named in `wires` feed the inputs of `back` they name.
 * Edge names of the two graphs must differ apart from the wired ones.
 * @param wires from an output name of `front` to an input name of `back`
 */
export function joinGraphs(front: Graph, back: Graph, wires: Readonly<Record<string, string>>): Graph {
  const wiredInputs = new Map(Object.entries(wires).map(([output, input]) => [input, output]))
  const rename = (edge: string): string => wiredInputs.get(edge) ?? edge
  return {
    name: `${front.name}-${back.name}`,
    inputs: [...front.inputs, ...back.inputs.filter((input) => !wiredInputs.has(input.name))],
    outputs: [...front.outputs.filter((output) => !(output.name in wires)), ...back.outputs],
    initializers: [...front.initializers, ...back.initializers],
    nodes: [...front.nodes, ...back.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename) }))],
  }
}

/** A graph without the nodes and constants that none of its outputs follows from. */
export function withoutUnused(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map(({ name }) => name))
  const nodes = graph.nodes
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((edge) => needed.has(edge))) return false
      for (const edge of inputs) needed.add(edge)
      return true
    })
    .toReversed()
  return { ...graph, nodes, initializers: graph.initializers.filter(({ name }) => needed.has(name)) }
}
