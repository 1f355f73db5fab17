import type { Attribute, ElementType, Graph, GraphNode, GraphValue, Initializer } from '../../onnx/graph'

/** Name of a value that flows through a graph. */
export type Edge = string

/** Attributes of an operator; plain numbers are whole ones, `real` makes a real one. */
export type Attributes = Readonly<Record<string, number | readonly number[] | Attribute>>

/** Writes a graph node by node. */
export interface GraphBuilder {
  /** Adds a node with one output. */
  node(operator: string, inputs: readonly Edge[], attributes?: Attributes): Edge
  /** Adds a node with several outputs. */
  nodeOf(outputs: number, operator: string, inputs: readonly Edge[], attributes?: Attributes): Edge[]
  /** A constant tensor; equal ones are written once. */
  constant(elementType: ElementType, dims: readonly number[], data: readonly number[]): Edge
  /** A large constant tensor, under a name that no other has. */
  tensor(name: string, elementType: ElementType, dims: readonly number[], data: Initializer['data']): Edge
  /** One real number, [] or [1] by broadcasting. */
  number(value: number): Edge
  /** Whole numbers as axes, shapes and indices are given, int64 [count]. */
  whole(...values: number[]): Edge
  /** Declares an input; asked again for the same name, the one that there is. */
  input(name: string, dims: GraphValue['dims'], elementType?: ElementType): Edge
  /** Makes an edge an output under a name of its own. */
  output(name: string, edge: Edge, dims: GraphValue['dims'], elementType?: ElementType): void
  build(name: string): Graph
}

/** A real attribute. */
export function real(value: number): Attribute {
  return { kind: 'float', value }
}

/** 1 where an edge is above 0, else 0: real numbers of its shape. `Sign` takes twice as long on the CPU, and WebGPU has none. */
export function oneWherePositive({ node, constant }: GraphBuilder, edge: Edge, elementType: 'float32' | 'int32' = 'float32'): Edge {
  return node('Cast', [node('Greater', [edge, constant(elementType, [], [0])])], { to: 1 })
}

/** What has been written of a graph. */
interface Draft {
  readonly nodes: GraphNode[]
  readonly initializers: Map<string, Initializer>
  readonly inputs: Map<string, GraphValue>
  readonly outputs: GraphValue[]
  /** Names of edges that are outputs. */
  readonly outputNames: Map<Edge, string>
}

/** Begins a graph. */
export function createGraphBuilder(): GraphBuilder {
  const draft: Draft = { nodes: [], initializers: new Map(), inputs: new Map(), outputs: [], outputNames: new Map() }
  const nodeOf: GraphBuilder['nodeOf'] = (count, operator, inputs, attributes = {}) => {
    const outputs = Array.from({ length: count }, (_, index) => `${operator} ${draft.nodes.length}.${index}`)
    draft.nodes.push({ operator, inputs, outputs, attributes: attributesOf(attributes) })
    return outputs
  }
  const node: GraphBuilder['node'] = (operator, inputs, attributes) => nodeOf(1, operator, inputs, attributes)[0] ?? ''
  const constant: GraphBuilder['constant'] = (elementType, dims, data) => {
    const name = `${elementType} [${dims.join()}] ${data.join()}`
    draft.initializers.set(name, { name, elementType, dims, data })
    return name
  }
  return {
    node,
    nodeOf,
    constant,
    tensor: (name, elementType, dims, data) => {
      draft.initializers.set(name, { name, elementType, dims, data })
      return name
    },
    number: (value) => constant('float32', [], [value]),
    whole: (...values) => constant('int64', [values.length], values),
    input: (name, dims, elementType = 'float32') => {
      draft.inputs.set(name, { name, dims, elementType })
      return name
    },
    output: (name, edge, dims, elementType = 'float32') => {
      const isFree = !draft.inputs.has(edge) && !draft.outputNames.has(edge)
      draft.outputNames.set(isFree ? edge : node('Identity', [edge]), name)
      draft.outputs.push({ name, dims, elementType })
    },
    build: (name) => graphOf(name, draft),
  }
}

function graphOf(name: string, { nodes, initializers, inputs, outputs, outputNames }: Draft): Graph {
  const finalName = (edge: Edge): string => outputNames.get(edge) ?? edge
  return {
    name,
    inputs: [...inputs.values()],
    outputs,
    initializers: [...initializers.values()],
    nodes: nodes.map((made) => ({ ...made, inputs: made.inputs.map(finalName), outputs: made.outputs.map(finalName) })),
  }
}

function attributesOf(attributes: Attributes): Record<string, Attribute> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)]))
}

function attributeOf(value: Attributes[string]): Attribute {
  if (typeof value === 'number') return { kind: 'int', value }
  return 'kind' in value ? value : { kind: 'ints', value }
}
